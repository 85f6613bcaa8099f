import type { Conversation, ReadMarker } from '#shared/types.ts'

/** The reader's marker as their own devices learn it. */
export function ownMarker({ id, mine: { lastReadSeq, readEra, unread } }: Conversation, userId: string): ReadMarker {
  return { conversationId: id, userId, lastReadSeq, readEra, unread }
}
