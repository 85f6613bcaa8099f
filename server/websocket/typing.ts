import type { EventPublisher } from '#server/domain/events.ts'
import type { RealtimeSocket } from './socket-types.ts'

/** The typing indicator of one user in one conversation. */
interface Indicator {
  socketId: string
  conversationId: string
  userId: string
  /** Milliseconds since the epoch. */
  announcedAt: number
  end: NodeJS.Timeout
}

/** Typing indicators of this node's sockets. */
export interface Typing {
  start(socket: RealtimeSocket, conversationId: string): void
  stop(socket: RealtimeSocket, conversationId: string): void
  /** Ends all indicators of a disconnected socket. */
  forget(socket: RealtimeSocket): void
}

/**
 * Announces typing to the other participants of a conversation. An indicator ends by itself after
 * `timeout` ms, in case `typing:stop` is lost. Repeated starts extend it and are announced at most
 * three times per timeout.
 */
export function createTyping({ publisher, timeout }: { publisher: EventPublisher, timeout: number }): Typing {
  const indicators = new Map<string, Indicator>()

  function announce({ conversationId, userId }: Indicator, typing: boolean): void {
    publisher.publish({ name: 'typing:updated', to: { conversation: conversationId }, except: { user: userId }, payload: { conversationId, userId, typing } })
  }

  function end(key: string, indicator: Indicator): void {
    clearTimeout(indicator.end)
    indicators.delete(key)
    announce(indicator, false)
  }

  function start(socket: RealtimeSocket, conversationId: string): void {
    const { userId } = socket.data
    const key = `${userId} ${conversationId}`
    const earlier = indicators.get(key)
    clearTimeout(earlier?.end)
    const isDue = !earlier || Date.now() - earlier.announcedAt > timeout / 3
    const indicator: Indicator = {
      socketId: socket.id,
      conversationId,
      userId,
      announcedAt: isDue ? Date.now() : earlier.announcedAt,
      end: setTimeout(() => end(key, indicator), timeout).unref(),
    }
    indicators.set(key, indicator)
    if (isDue) announce(indicator, true)
  }

  function stop({ data }: RealtimeSocket, conversationId: string): void {
    const key = `${data.userId} ${conversationId}`
    const indicator = indicators.get(key)
    if (indicator) end(key, indicator)
  }

  function forget({ id }: RealtimeSocket): void {
    for (const [key, indicator] of indicators) if (indicator.socketId === id) end(key, indicator)
  }

  return { start, stop, forget }
}
