import { countUnread, unreadChecksum, type UnreadLine } from '#shared/unread.ts'
import type { Changes, Conversation, SyncAnswer } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { readHeads } from '#server/domain/read-model/read-heads.ts'
import { readChanges } from './list-changes.ts'
import { readPlaces } from './read-places.ts'

/**
 * Compares what a client knows with what is: which conversations are new or changed, which are
 * gone. A client of another epoch knows nothing that counts and gets everything. Of the followed
 * conversations come the changes themselves.
 */
export async function sync({ actor, epoch: knownEpoch, cursors, followed = [] }: {
  actor: Actor
  epoch?: string | undefined
  cursors: Record<string, number>
  followed?: readonly string[] | undefined
}): Promise<SyncAnswer> {
  authorize(actor, 'account:own')
  const { userId } = actor
  const [{ epoch, places }, changes] = await Promise.all([readPlaces(userId), readFollowed({ userId, epoch: knownEpoch, cursors, followed })])
  const known = knownEpoch === epoch ? cursors : {}
  const others = places.filter(({ conversationId }) => !changes.some(({ head }) => head.id === conversationId))
  const isKnown = ({ conversationId, changeSeq }: UnreadLine) => known[conversationId] === changeSeq
  const conversations = await readChanged(userId, others.filter(place => !isKnown(place)))
  // A head is younger than its place: what the checksum says of it is what the client gets.
  const heads = [...conversations, ...changes.map(({ head }) => head)]
  const lines = [...others.filter(isKnown), ...heads.map(head => toUnreadLine(userId, head))]
  const present = new Set(lines.map(line => line.conversationId))
  return {
    epoch,
    conversations,
    changes,
    unreadChecksum: unreadChecksum(lines),
    gone: Object.keys(cursors).filter(id => !present.has(id)),
  }
}

async function readFollowed({ userId, epoch, cursors, followed }: {
  userId: string
  epoch: string | undefined
  cursors: Record<string, number>
  followed: readonly string[]
}): Promise<Changes[]> {
  if (followed.length === 0) return []
  return await readChanges({ userId, epoch, cursors: [...new Set(followed)].map(id => ({ conversationId: id, after: cursors[id] })) })
}

async function readChanged(userId: string, places: readonly UnreadLine[]): Promise<Conversation[]> {
  if (places.length === 0) return []
  return await readHeads({ userId, conversationIds: places.map(place => place.conversationId) })
}

function toUnreadLine(userId: string, { id, changeSeq, mine }: Conversation): UnreadLine {
  const unread = countUnread({ userId, lastReadSeq: mine.lastReadSeq, base: mine.unread, messages: [] })
  return { conversationId: id, changeSeq, lastReadSeq: mine.lastReadSeq, unread }
}
