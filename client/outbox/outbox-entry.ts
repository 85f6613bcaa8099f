import type { ErrorCode } from '#shared/errors.ts'
import { referenceIds } from '#shared/message-references.ts'
import type { NewReferences } from '#shared/types.ts'

/** What an unsent message refers to. `rootId` places it in its thread; the server finds the root from the parent. */
export interface OutboxReferences extends NewReferences {
  rootId?: string | undefined
}

/** An unsent message. It is removed when it appears in its conversation. */
export interface OutboxEntry extends OutboxReferences {
  id: string
  conversationId: string
  body: string
  /** ISO 8601, by this device's clock. For display only: the server's time counts. */
  createdAt: string
  /**
   * - `waiting`: not posted yet, because the device is offline or earlier messages come first.
   * - `sending`: posted, without a response yet.
   * - `failed`: the server refused it, and `error` says why. Only the user can retry.
   */
  state: 'waiting' | 'sending' | 'failed'
  /** End of the undo window in ms since the epoch, by this device's clock. */
  heldUntil?: number
  error?: ErrorCode
}

/** The references of an entry without its other fields. References that it does not have are left out. */
export function referencesOf(entry: OutboxReferences): OutboxReferences {
  const names = [...referenceIds, 'rootId', 'alsoInConversation', 'poll'] as const
  const present = names.filter(name => entry[name]).map(name => [name, entry[name]])
  // A plain copy: IndexedDB cannot store reactive objects.
  return JSON.parse(JSON.stringify(Object.fromEntries(present))) as OutboxReferences
}

/** The entry as it is shown, without the id of its author. */
export function withoutOwner(entry: OutboxEntry): OutboxEntry {
  const { id, conversationId, body, createdAt, state, heldUntil, error } = entry
  return { id, conversationId, body, ...referencesOf(entry), createdAt, state, ...(heldUntil && { heldUntil }), ...(error && { error }) }
}
