import type { Conversation, ReadMarker } from '#shared/types.ts'

/** The read marker as it is sent to the reader's own devices. */
export function ownMarker({ id, mine: { lastReadSeq, readEra, unread } }: Conversation, userId: string): ReadMarker {
  return { conversationId: id, userId, lastReadSeq, readEra, unread }
}
