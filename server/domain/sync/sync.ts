import { countUnread, unreadChecksum, type UnreadState } from '#shared/unread.ts'
import type { Changes, Conversation, SyncResponse } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { readHeads } from '#server/domain/read-model/read-heads.ts'
import { readChanges } from './list-changes.ts'
import { readUnreadStates } from './read-unread-states.ts'

/**
 * Compares the cursors of a client with the database: which conversations are new, changed or gone.
 * A client of another epoch gets everything. For followed conversations the response contains the
 * changes themselves.
 */
export async function sync({ actor, epoch: knownEpoch, cursors, followed = [] }: {
  actor: Actor
  epoch?: string | undefined
  cursors: Record<string, number>
  followed?: readonly string[] | undefined
}): Promise<SyncResponse> {
  authorize(actor, 'account:own')
  const { userId } = actor
  const [{ epoch, states: current }, changes] = await Promise.all([readUnreadStates(userId), readFollowed({ userId, epoch: knownEpoch, cursors, followed })])
  const known = knownEpoch === epoch ? cursors : {}
  const others = current.filter(({ conversationId }) => !changes.some(({ head }) => head.id === conversationId))
  const isKnown = ({ conversationId, changeSeq }: UnreadState) => known[conversationId] === changeSeq
  const conversations = await readChanged(userId, others.filter(state => !isKnown(state)))
  // Heads were read after the states, so the checksum uses what the client gets.
  const heads = [...conversations, ...changes.map(({ head }) => head)]
  const states = [...others.filter(isKnown), ...heads.map(head => toUnreadState(userId, head))]
  const present = new Set(states.map(state => state.conversationId))
  return {
    epoch,
    conversations,
    changes,
    unreadChecksum: unreadChecksum(states),
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

async function readChanged(userId: string, states: readonly UnreadState[]): Promise<Conversation[]> {
  if (states.length === 0) return []
  return await readHeads({ userId, conversationIds: states.map(state => state.conversationId) })
}

function toUnreadState(userId: string, { id, changeSeq, mine }: Conversation): UnreadState {
  const unread = countUnread({ userId, lastReadSeq: mine.lastReadSeq, base: mine.unread, messages: [] })
  return { conversationId: id, changeSeq, lastReadSeq: mine.lastReadSeq, unread }
}
