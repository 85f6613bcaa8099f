import { listSubscriptions } from '#server/domain/realtime/list-subscriptions.ts'
import { guard } from './authenticate.ts'
import { conversationRoom, NO_RECEIPTS, sessionRoom, userRoom } from './rooms.ts'
import type { RealtimeSocket } from './socket-types.ts'

/**
 * Middleware that joins a socket to all rooms of its user. It runs before the client knows that it
 * is connected, so the client already receives events when it fetches state: first subscribe, then
 * snapshot.
 *
 * A session or participation may end between this query and the connection. A second check soon
 * after the connection finds that, see `createSweep`.
 */
export const subscribe = guard(async (socket: RealtimeSocket) => {
  const { userId, sessionId } = socket.data
  const [subscription] = await listSubscriptions({ sessionIds: [sessionId] })
  if (!subscription) return 'unauthenticated'
  const receipts = subscription.showsReceipts ? [] : [NO_RECEIPTS]
  await socket.join([userRoom(userId), sessionRoom(sessionId), ...receipts, ...subscription.conversationIds.map(conversationRoom)])
  return undefined
})
