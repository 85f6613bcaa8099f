import { AppError } from '#shared/errors.ts'
import { conversationRoom } from '../rooms.ts'
import type { RealtimeSocket } from '../socket-types.ts'
import type { Typing } from '../typing.ts'
import type { ClientEventHandler } from './client-event.ts'

/** Announces to the other participants that the user types. @throws AppError `not_found` for non-participants */
export function typingStart(typing: Typing): ClientEventHandler<'typing:start'> {
  return {
    handle({ socket, payload: { conversationId } }) {
      requireParticipation(socket, conversationId)
      typing.start(socket, conversationId)
    },
  }
}

/** Announces that the user stopped typing. @throws AppError `not_found` for non-participants */
export function typingStop(typing: Typing): ClientEventHandler<'typing:stop'> {
  return {
    handle({ socket, payload: { conversationId } }) {
      requireParticipation(socket, conversationId)
      typing.stop(socket, conversationId)
    },
  }
}

/** A socket is in a conversation's room exactly while its user participates. */
function requireParticipation(socket: RealtimeSocket, conversationId: string): void {
  if (!socket.rooms.has(conversationRoom(conversationId))) throw new AppError('not_found')
}
