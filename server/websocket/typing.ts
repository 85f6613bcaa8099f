import type { EventPublisher } from '#server/domain/events.ts'
import type { RealtimeSocket } from './socket-types.ts'

/** One person typing in one conversation. */
interface Mark {
  socketId: string
  conversationId: string
  userId: string
  /** Milliseconds since the epoch. */
  announcedAt: number
  end: NodeJS.Timeout
}

/** Who types where, as far as this node's sockets say so. */
export interface Typing {
  start(socket: RealtimeSocket, conversationId: string): void
  stop(socket: RealtimeSocket, conversationId: string): void
  /** The socket is gone: whatever it was typing has ended. */
  forget(socket: RealtimeSocket): void
}

/**
 * Announces who types to the others of a conversation. A mark ends by itself after `timeout` ms,
 * so a lost `typing:stop` leaves nobody typing for ever; repeated starts keep it alive and are
 * announced three times per timeout at most.
 */
export function createTyping({ publisher, timeout }: { publisher: EventPublisher, timeout: number }): Typing {
  const marks = new Map<string, Mark>()

  function announce({ conversationId, userId }: Mark, typing: boolean): void {
    publisher.publish({ name: 'typing:updated', to: { conversation: conversationId }, except: { user: userId }, payload: { conversationId, userId, typing } })
  }

  function end(key: string, mark: Mark): void {
    clearTimeout(mark.end)
    marks.delete(key)
    announce(mark, false)
  }

  function start(socket: RealtimeSocket, conversationId: string): void {
    const { userId } = socket.data
    const key = `${userId} ${conversationId}`
    const earlier = marks.get(key)
    clearTimeout(earlier?.end)
    const isDue = !earlier || Date.now() - earlier.announcedAt > timeout / 3
    const mark: Mark = {
      socketId: socket.id,
      conversationId,
      userId,
      announcedAt: isDue ? Date.now() : earlier.announcedAt,
      end: setTimeout(() => end(key, mark), timeout).unref(),
    }
    marks.set(key, mark)
    if (isDue) announce(mark, true)
  }

  function stop({ data }: RealtimeSocket, conversationId: string): void {
    const key = `${data.userId} ${conversationId}`
    const mark = marks.get(key)
    if (mark) end(key, mark)
  }

  function forget({ id }: RealtimeSocket): void {
    for (const [key, mark] of marks) if (mark.socketId === id) end(key, mark)
  }

  return { start, stop, forget }
}
