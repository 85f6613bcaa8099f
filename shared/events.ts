import type { z } from 'zod'
import type { clientEvents, serverEvents } from './contracts/events.ts'
import type { ErrorCode } from './errors.ts'

/** Facts that the server tells, named in the past tense. */
export type ServerEventName = keyof typeof serverEvents
export type ServerEventPayload<Name extends ServerEventName> = z.output<(typeof serverEvents)[Name]['payload']>

/** What a client may say over the socket: typing and presence only, commands travel over HTTP. */
export type ClientEventName = keyof typeof clientEvents
export type ClientEventPayload<Name extends ClientEventName> = z.output<(typeof clientEvents)[Name]['payload']>

/** Every client event is answered, refused ones included. */
export type Acknowledgement = { ok: true } | { ok: false, error: { code: ErrorCode, retryAfter?: number } }

/** Socket.IO's type parameters for both ends. */
export type ServerToClientEvents = { [Name in ServerEventName]: (payload: ServerEventPayload<Name>) => void }
export type ClientToServerEvents = {
  [Name in ClientEventName]: (payload: ClientEventPayload<Name>, acknowledge: (answer: Acknowledgement) => void) => void
}
