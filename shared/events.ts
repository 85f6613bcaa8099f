import type { z } from 'zod'
import type { clientEvents, serverEvents } from './contracts/events.ts'
import type { ErrorCode } from './errors.ts'

/** Names of server events, in the past tense. */
export type ServerEventName = keyof typeof serverEvents
export type ServerEventPayload<Name extends ServerEventName> = z.output<(typeof serverEvents)[Name]['payload']>

/** Names of client events: only typing and presence. Commands use HTTP. */
export type ClientEventName = keyof typeof clientEvents
export type ClientEventPayload<Name extends ClientEventName> = z.output<(typeof clientEvents)[Name]['payload']>

/** The acknowledgement of a client event. */
export type Acknowledgement = { ok: true } | { ok: false, error: { code: ErrorCode, retryAfter?: number } }

/** Socket.IO's type parameters for both ends. */
export type ServerToClientEvents = { [Name in ServerEventName]: (payload: ServerEventPayload<Name>) => void }
export type ClientToServerEvents = {
  [Name in ClientEventName]: (payload: ClientEventPayload<Name>, acknowledge: (acknowledgement: Acknowledgement) => void) => void
}
