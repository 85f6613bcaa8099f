import type { RealtimeServer, RealtimeSocket } from './socket-types.ts'

/**
 * Names of rooms are made here and nowhere else, from ids that the server looked up: no client
 * ever names a room (it would be a way into somebody else's conversation).
 */
export const conversationRoom = (conversationId: string) => `conversation:${conversationId}`
export const userRoom = (userId: string) => `user:${userId}`
export const sessionRoom = (sessionId: string) => `session:${sessionId}`

/** Everybody who keeps receipts to themselves, and therefore hears of nobody else's. */
export const NO_RECEIPTS = 'receipts:off'

const CONVERSATION = 'conversation:'

/** The conversations that a socket gets the events of. */
export function conversationsOf(socket: RealtimeSocket): string[] {
  return [...socket.rooms].filter(room => room.startsWith(CONVERSATION)).map(room => room.slice(CONVERSATION.length))
}

/** Lets all devices of these people into a conversation, on every node. */
export function joinConversation(io: RealtimeServer, userIds: readonly string[], conversationId: string): void {
  // To Socket.IO, no room at all means everybody.
  if (userIds.length === 0) return
  io.in(userIds.map(userRoom)).socketsJoin(conversationRoom(conversationId))
}

/** Takes all devices of a person out of a conversation, on every node. */
export function leaveConversation(io: RealtimeServer, userId: string, conversationId: string): void {
  io.in(userRoom(userId)).socketsLeave(conversationRoom(conversationId))
}

/** Lets all devices of a person hear of the read markers of others, or no longer, on every node. */
export function showReceiptsTo(io: RealtimeServer, userId: string, shown: boolean): void {
  if (shown) io.in(userRoom(userId)).socketsLeave(NO_RECEIPTS)
  else io.in(userRoom(userId)).socketsJoin(NO_RECEIPTS)
}

/** Closes every socket of a session, on every node. The client does not come back by itself. */
export function endSession(io: RealtimeServer, sessionId: string): void {
  io.in(sessionRoom(sessionId)).disconnectSockets(true)
}
