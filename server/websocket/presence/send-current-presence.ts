import { listConversationParticipants } from '#server/domain/realtime/list-conversation-participants.ts'
import { conversationsOf } from '../rooms.ts'
import type { RealtimeServer, RealtimeSocket } from '../socket-types.ts'
import type { Statuses } from './presence-store.ts'

/**
 * Sends sockets that have just connected the presence of all participants of their conversations,
 * because what they knew before may be outdated. Sockets that connect at the same time share one
 * event per conversation, so a mass reconnect does not cost one event per user.
 */
export async function sendCurrentPresence(
  io: RealtimeServer,
  newcomers: readonly RealtimeSocket[],
  statusesOf: (userIds: readonly string[]) => Promise<Statuses>,
): Promise<void> {
  const arrivals = Map.groupBy(newcomers.flatMap(toArrivals), ({ conversationId }) => conversationId)
  if (arrivals.size === 0) return
  const conversations = await listConversationParticipants({ conversationIds: [...arrivals.keys()] })
  const statuses = await statusesOf([...new Set(conversations.flatMap(({ participants }) => participants.map(({ userId }) => userId)))])
  for (const { conversationId, participants } of conversations) {
    const sockets = arrivals.get(conversationId)
    // Socket.IO sends to everyone when the list of rooms is empty.
    if (!sockets) continue
    const users = participants.map(({ userId, lastSeenAt }) => {
      const status = statuses.get(userId) ?? 'offline'
      return { userId, status, lastSeenAt: status === 'offline' && lastSeenAt ? lastSeenAt.toISOString() : null }
    })
    io.local.to(sockets.map(({ socketId }) => socketId)).emit('presence:updated', { users })
  }
}

function toArrivals(socket: RealtimeSocket): { conversationId: string, socketId: string }[] {
  return conversationsOf(socket).map(conversationId => ({ conversationId, socketId: socket.id }))
}
