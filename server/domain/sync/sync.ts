import { countUnread, unreadChecksum } from '#shared/unread.ts'
import type { Conversation, SyncAnswer } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { readHeads } from '#server/domain/conversations/read-heads.ts'
import { readEpoch } from './read-epoch.ts'

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
  const [epoch, heads] = await Promise.all([readEpoch(), readHeads({ userId: actor.userId })])
  const known = knownEpoch === epoch ? cursors : {}
  const present = new Set(heads.map(head => head.id))
  return {
    epoch,
    conversations: heads.filter(head => known[head.id] !== head.changeSeq),
    unreadChecksum: unreadChecksum(heads.map(head => toUnreadLine(actor.userId, head))),
    gone: Object.keys(cursors).filter(id => !present.has(id)),
  }
}

function toUnreadLine(userId: string, { id, changeSeq, mine }: Conversation) {
  const unread = countUnread({ userId, lastReadSeq: mine.lastReadSeq, base: mine.unread, messages: [] })
  return { conversationId: id, changeSeq, lastReadSeq: mine.lastReadSeq, unread }
}
