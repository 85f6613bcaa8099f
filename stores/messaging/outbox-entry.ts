import type { ErrorCode } from '#shared/errors.ts'

/** A message on its way out. It leaves the outbox when it is seen in its conversation. */
export interface OutboxEntry {
  id: string
  conversationId: string
  body: string
  /** ISO 8601, by this device's clock: for display only, the server's time counts. */
  createdAt: string
  /**
   * - `waiting`: not sent yet, because there is no connection or others are before it.
   * - `sending`: posted, not answered.
   * - `failed`: the server refused it, `error` says why. Only a person goes on from here.
   */
  state: 'waiting' | 'sending' | 'failed'
  error?: ErrorCode
}
