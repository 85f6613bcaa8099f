import type { RealtimeServer, RealtimeSocket } from './socket-types.ts'

/**
 * Room names are made only here, from ids that the server looked up. A client never names a room;
 * otherwise it could join the conversations of others.
 */
export const conversationRoom = (conversationId: string) => `conversation:${conversationId}`
export const userRoom = (userId: string) => `user:${userId}`
export const sessionRoom = (sessionId: string) => `session:${sessionId}`

/** The sockets of users who have switched read receipts off. They do not receive the receipts of others. */
export const NO_RECEIPTS = 'receipts:off'

const CONVERSATION = 'conversation:'

/** The ids of the conversations whose events a socket receives. */
export function conversationsOf(socket: RealtimeSocket): string[] {
  return [...socket.rooms].filter(room => room.startsWith(CONVERSATION)).map(room => room.slice(CONVERSATION.length))
}

/** Adds all sockets of these users to a conversation's room, on every node. */
export function joinConversation(io: RealtimeServer, userIds: readonly string[], conversationId: string): void {
  // Socket.IO selects everyone when the list of rooms is empty.
  if (userIds.length === 0) return
  io.in(userIds.map(userRoom)).socketsJoin(conversationRoom(conversationId))
}

/** Removes all sockets of a user from a conversation's room, on every node. */
export function leaveConversation(io: RealtimeServer, userId: string, conversationId: string): void {
  io.in(userRoom(userId)).socketsLeave(conversationRoom(conversationId))
}

/** Switches the read receipts of others on or off for all sockets of a user, on every node. */
export function showReceiptsTo(io: RealtimeServer, userId: string, shown: boolean): void {
  if (shown) io.in(userRoom(userId)).socketsLeave(NO_RECEIPTS)
  else io.in(userRoom(userId)).socketsJoin(NO_RECEIPTS)
}

/** Closes every socket of a session, on every node. The client does not reconnect by itself. */
export function endSession(io: RealtimeServer, sessionId: string): void {
  io.in(sessionRoom(sessionId)).disconnectSockets(true)
}
