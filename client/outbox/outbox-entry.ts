import type { ErrorCode } from '#shared/errors.ts'
import type { NewPoll } from '#shared/types.ts'

/** What a message on its way out refers to, and the poll that it asks. An entry that was stored before there were references has none. */
export interface OutboxReferences {
  parentId?: string
  /** The root of the thread in which it is to stand; the server knows it from the parent. */
  rootId?: string
  alsoInConversation?: boolean
  quotedId?: string
  forwardedFromId?: string
  poll?: NewPoll
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

/** The references of an entry, and nothing else of it; those that it has not are left out. */
export function referencesOf({ parentId, rootId, alsoInConversation, quotedId, forwardedFromId, poll }: OutboxReferences): OutboxReferences {
  return {
    ...(parentId && { parentId }),
    ...(rootId && { rootId }),
    ...(alsoInConversation && { alsoInConversation }),
    ...(quotedId && { quotedId }),
    ...(forwardedFromId && { forwardedFromId }),
    // A copy without a watcher: only such a one can be kept on the device.
    ...(poll && { poll: { ...poll, options: [...poll.options] } }),
  }
}
