import { clientEvents } from '#shared/contracts/events.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { AppError } from '#shared/errors.ts'
import type { Acknowledgement, ClientEventName, ClientEventPayload } from '#shared/events.ts'
import type { RateLimitName } from '#shared/limits.ts'
import { logger } from '#server/infra/logger.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import type { RealtimeSocket } from '../socket-types.ts'

/** What one client event does once it is parsed and within its limit. */
export interface ClientEventHandler<Name extends ClientEventName> {
  limit: RateLimitName
  /** @throws AppError, which becomes the answer */
  handle(call: { socket: RealtimeSocket, payload: ClientEventPayload<Name> }): Promise<void> | void
}

/** One handler for every client event of the contract. */
export type ClientEventHandlers = { [Name in ClientEventName]: ClientEventHandler<Name> }

/**
 * Answers everything that a client says. Whatever comes (an unknown name, a payload of any shape,
 * no acknowledgement asked for) the socket lives on, and who asked for an answer gets one, errors
 * included.
 */
export function answerClientEvents(socket: RealtimeSocket, handlers: ClientEventHandlers): void {
  socket.onAny((name: string, ...values: unknown[]) => {
    const last = values.at(-1)
    const acknowledge = typeof last === 'function' ? last as (answer: Acknowledgement) => void : undefined
    const payloads = acknowledge ? values.slice(0, -1) : values
    void answer({ socket, handlers, name, payloads }).then(acknowledge)
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
  if (!isClientEvent(name)) {
    await takePoint('unknownEvent', socket.data.userId)
    throw new AppError('malformed')
  }
  const { limit, handle } = handlers[name] as ClientEventHandler<ClientEventName>
  await takePoint(limit, socket.data.userId)
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
