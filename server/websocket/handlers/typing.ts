import { AppError } from '#shared/errors.ts'
import { conversationRoom } from '../rooms.ts'
import type { RealtimeSocket } from '../socket-types.ts'
import type { Typing } from '../typing.ts'
import type { ClientEventHandler } from './client-event.ts'

/** "I am typing": told to the others of the conversation. Answers `not_found` to whoever is not in it. */
export function typingStart(typing: Typing): ClientEventHandler<'typing:start'> {
  return {
    handle({ socket, payload: { conversationId } }) {
      requireParticipation(socket, conversationId)
      typing.start(socket, conversationId)
    },
  }
}

/** "I stopped typing." Answers `not_found` to whoever is not in the conversation. */
export function typingStop(typing: Typing): ClientEventHandler<'typing:stop'> {
  return {
    handle({ socket, payload: { conversationId } }) {
      requireParticipation(socket, conversationId)
      typing.stop(socket, conversationId)
    },
  }
}

/** The socket's rooms are its rights: they are joined and left with the participation itself. */
function requireParticipation(socket: RealtimeSocket, conversationId: string): void {
  if (!socket.rooms.has(conversationRoom(conversationId))) throw new AppError('not_found')
}
