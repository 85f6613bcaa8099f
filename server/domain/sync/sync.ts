import { countUnread, unreadChecksum, type UnreadLine } from '#shared/unread.ts'
import type { Conversation, SyncAnswer } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { readHeads } from '#server/domain/conversations/read-heads.ts'
import { readEpoch } from './read-epoch.ts'
import { readPlaces } from './read-places.ts'

/**
 * Compares what a client knows with what is: which conversations are new or changed, which are
 * gone. A client of another epoch knows nothing that counts and gets everything.
 */
export async function sync({ actor, epoch: knownEpoch, cursors }: {
  actor: Actor
  epoch?: string | undefined
  cursors: Record<string, number>
}): Promise<SyncAnswer> {
  authorize(actor, 'account:own')
  const [epoch, places] = await Promise.all([readEpoch(), readPlaces(actor.userId)])
  const known = knownEpoch === epoch ? cursors : {}
  const isKnown = ({ conversationId, changeSeq }: UnreadLine) => known[conversationId] === changeSeq
  const conversations = await readChanged(actor.userId, places.filter(place => !isKnown(place)))
  // A head is younger than its place: what the checksum says of it is what the client gets.
  const lines = [...places.filter(isKnown), ...conversations.map(head => toUnreadLine(actor.userId, head))]
  const present = new Set(lines.map(line => line.conversationId))
  return {
    epoch,
    conversations,
    unreadChecksum: unreadChecksum(lines),
    gone: Object.keys(cursors).filter(id => !present.has(id)),
  }
}

async function readChanged(userId: string, places: readonly UnreadLine[]): Promise<Conversation[]> {
  if (places.length === 0) return []
  return await readHeads({ userId, conversationIds: places.map(place => place.conversationId) })
}

function toUnreadLine(userId: string, { id, changeSeq, mine }: Conversation): UnreadLine {
  const unread = countUnread({ userId, lastReadSeq: mine.lastReadSeq, base: mine.unread, messages: [] })
  return { conversationId: id, changeSeq, lastReadSeq: mine.lastReadSeq, unread }
}
