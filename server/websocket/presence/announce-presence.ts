import type { ServerEventPayload } from '#shared/events.ts'
import { listSharedConversations } from '#server/domain/realtime/list-shared-conversations.ts'
import { recordLastSeen } from '#server/domain/realtime/record-last-seen.ts'
import { conversationRoom } from '../rooms.ts'
import type { RealtimeServer } from '../socket-types.ts'
import type { Change } from './presence-store.ts'

type Entry = ServerEventPayload<'presence:updated'>['users'][number]

/**
 * Sends presence changes to all users who share a conversation with the changed ones. Each
 * conversation gets one event for all changes. Conversations with the same changes share one
 * event, so a user who is in several of them receives it once.
 */
export async function announcePresence(io: RealtimeServer, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const at = new Date()
  const entries = new Map(changes.map(change => [change.userId, toEntry(change, at)]))
  const gone = changes.filter(({ status }) => status === 'offline').map(({ userId }) => userId)
  if (gone.length > 0) await recordLastSeen({ userIds: gone, at })

  for (const { rooms, userIds } of await listAudiences([...entries.keys()])) {
    const users = userIds.map(userId => entries.get(userId)).filter(entry => entry !== undefined)
    io.to(rooms).emit('presence:updated', { users })
  }
}

function toEntry({ userId, status }: Change, at: Date): Entry {
  return { userId, status, lastSeenAt: status === 'offline' ? at.toISOString() : null }
}

async function listAudiences(userIds: readonly string[]): Promise<{ rooms: string[], userIds: string[] }[]> {
  const audiences = new Map<string, { rooms: string[], userIds: string[] }>()
  for (const { conversationId, userIds: present } of await listSharedConversations({ userIds })) {
    const key = present.join()
    const audience = audiences.get(key) ?? { rooms: [], userIds: present }
    audience.rooms.push(conversationRoom(conversationId))
    audiences.set(key, audience)
  }
  return [...audiences.values()]
}
