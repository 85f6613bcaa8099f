import { listSubscriptions } from '#server/domain/realtime/list-subscriptions.ts'
import { guard } from './authenticate.ts'
import { conversationRoom, NO_RECEIPTS, sessionRoom, userRoom } from './rooms.ts'
import type { RealtimeSocket } from './socket-types.ts'

/**
 * The middleware that joins all rooms of a person. It runs before the client is told that it is
 * connected, so whatever the client asks for afterwards, it asks as somebody who already listens:
 * subscribe first, then snapshot.
 *
 * What ends between this look at the database and the connection is found by the second look, see
 * `createSweep`.
 */
export const subscribe = guard(async (socket: RealtimeSocket) => {
  const { userId, sessionId } = socket.data
  const [subscription] = await listSubscriptions({ sessionIds: [sessionId] })
  if (!subscription) return 'unauthenticated'
  const receipts = subscription.showsReceipts ? [] : [NO_RECEIPTS]
  await socket.join([userRoom(userId), sessionRoom(sessionId), ...receipts, ...subscription.conversationIds.map(conversationRoom)])
  return undefined
})
