import { clientEvents } from '#shared/contracts/events.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { AppError } from '#shared/errors.ts'
import type { Acknowledgement, ClientEventName, ClientEventPayload } from '#shared/events.ts'
import { socketBudgets } from '#shared/limits.ts'
import { logger } from '#server/infra/logger.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { createBudget } from '../limits/create-budget.ts'
import { endSocket } from '../limits/disconnect-floods.ts'
import type { RealtimeSocket } from '../socket-types.ts'

/** What one client event does once it is parsed and within its limit. */
export interface ClientEventHandler<Name extends ClientEventName> {
  /** @throws AppError, which becomes the answer */
  handle(call: { socket: RealtimeSocket, payload: ClientEventPayload<Name> }): Promise<void> | void
}

/** One handler for every client event of the contract. */
export type ClientEventHandlers = { [Name in ClientEventName]: ClientEventHandler<Name> }

type Acknowledge = (answer: Acknowledgement) => void

/** The answer to the refusal that ends a connection, and to all that is above the budget. */
const tooMany = (seconds: number): Acknowledgement => ({ ok: false, error: { code: 'too_many_requests', retryAfter: seconds } })

/**
 * Answers everything that a client says. Whatever comes (an unknown name, a payload of any shape,
 * no acknowledgement asked for), a client that asked for an answer gets one, errors included. Every event
 * takes a point, first of the socket and then of the person; a socket with too many refusals is
 * told so and disconnected.
 */
export function handleClientEvents(socket: RealtimeSocket, handlers: ClientEventHandlers): void {
  const events = createBudget(socketBudgets.events)
  const refusals = createBudget(socketBudgets.refusals)

  function reply(answer: Acknowledgement, acknowledge: Acknowledge | undefined): void {
    if (!socket.connected) return
    // What goes wrong on the server is nothing to refuse a client for.
    const isFine = answer.ok || answer.error.code === 'internal' || refusals.take()
    if (isFine) return acknowledge?.(answer)
    acknowledge?.(tooMany(socketBudgets.refusals.seconds))
    endSocket(socket)
  }

  socket.onAny((name: string, ...values: unknown[]) => {
    // What arrived together with the event that ended the connection.
    if (!socket.connected) return
    const last = values.at(-1)
    const acknowledge = typeof last === 'function' ? last as Acknowledge : undefined
    if (!events.take()) return reply(tooMany(socketBudgets.events.seconds), acknowledge)
    const payloads = acknowledge ? values.slice(0, -1) : values
    void answer({ socket, handlers, name, payloads }).then(answered => reply(answered, acknowledge))
  })
}

interface Call {
  socket: RealtimeSocket
  handlers: ClientEventHandlers
  name: string
  payloads: unknown[]
}

async function answer(call: Call): Promise<Acknowledgement> {
  try {
    await run(call)
    return { ok: true }
  }
  catch (error) {
    return { ok: false, error: toWire(error, call.name) }
  }
}

async function run({ socket, handlers, name, payloads }: Call): Promise<void> {
  await takePoint('socketEvent', socket.data.userId)
  if (!isClientEvent(name)) throw new AppError('malformed')
  const { handle } = handlers[name] as ClientEventHandler<ClientEventName>
  const result = clientEvents[name].payload.safeParse(payloads[0])
  if (!result.success || payloads.length > 1) throw new AppError('malformed')
  await handle({ socket, payload: result.data })
}

function isClientEvent(name: string): name is ClientEventName {
  return Object.hasOwn(clientEvents, name)
}

function toWire(error: unknown, name: string): { code: ErrorCode, retryAfter?: number } {
  if (error instanceof AppError) {
    const { retryAfter } = error.details ?? {}
    return { code: error.code, ...(retryAfter !== undefined && { retryAfter }) }
  }
  logger().error({ err: error, event: name }, 'client event failed')
  return { code: 'internal' }
}
