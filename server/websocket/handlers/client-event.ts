import { clientEvents } from '#shared/contracts/events.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { AppError } from '#shared/errors.ts'
import type { Acknowledgement, ClientEventName, ClientEventPayload } from '#shared/events.ts'
import { socketBudgets } from '#shared/limits.ts'
import { logger } from '#server/infra/logger.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { createBudget } from '../limits/create-budget.ts'
import { disconnectSocket } from '../limits/disconnect-floods.ts'
import type { RealtimeSocket } from '../socket-types.ts'

/** Handles one client event after it is parsed and within its limits. */
export interface ClientEventHandler<Name extends ClientEventName> {
  /** @throws AppError, whose code is sent in the acknowledgement */
  handle(call: { socket: RealtimeSocket, payload: ClientEventPayload<Name> }): Promise<void> | void
}

/** One handler for every client event of the contract. */
export type ClientEventHandlers = { [Name in ClientEventName]: ClientEventHandler<Name> }

type Acknowledge = (acknowledgement: Acknowledgement) => void

/** Acknowledges events above a budget, and the refusal after which the server disconnects. */
const tooMany = (seconds: number): Acknowledgement => ({ ok: false, error: { code: 'too_many_requests', retryAfter: seconds } })

/**
 * Handles every event of a client, also with an unknown name or a payload of any shape. An
 * acknowledgement is sent if the client requested one. Every event uses a point of the socket's
 * budget and one of the user's limit. After too many refusals the next event is acknowledged with
 * `too_many_requests`, and the server disconnects.
 */
export function handleClientEvents(socket: RealtimeSocket, handlers: ClientEventHandlers): void {
  const events = createBudget(socketBudgets.events)
  const refusals = createBudget(socketBudgets.refusals)

  function respond(result: Acknowledgement, acknowledge: Acknowledge | undefined): void {
    if (!socket.connected) return
    // An internal error is not the client's fault, so it is not counted as a refusal.
    const isWithinBudget = result.ok || result.error.code === 'internal' || refusals.take()
    if (isWithinBudget) return acknowledge?.(result)
    acknowledge?.(tooMany(socketBudgets.refusals.seconds))
    disconnectSocket(socket)
  }

  socket.onAny((name: string, ...values: unknown[]) => {
    // Further events may have arrived together with the one that ended the connection.
    if (!socket.connected) return
    const last = values.at(-1)
    const acknowledge = typeof last === 'function' ? last as Acknowledge : undefined
    if (!events.take()) return respond(tooMany(socketBudgets.events.seconds), acknowledge)
    const payloads = acknowledge ? values.slice(0, -1) : values
    void handleEvent({ socket, handlers, name, payloads }).then(result => respond(result, acknowledge))
  })
}

interface Call {
  socket: RealtimeSocket
  handlers: ClientEventHandlers
  name: string
  payloads: unknown[]
}

async function handleEvent(call: Call): Promise<Acknowledgement> {
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
