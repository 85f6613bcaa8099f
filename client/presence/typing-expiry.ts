import { TYPING_TIMEOUT_MS } from '#shared/limits.ts'
import type { PresenceStore } from '../../stores/presence.ts'
import type { Timer, Timers } from '../ports.ts'

export interface TypingEvent {
  conversationId: string
  userId: string
  typing: boolean
}

/** Shows who is typing, and ends it after a timeout: a closed page sends no end. */
export function createTypingExpiry({ presence, timers }: { presence: PresenceStore, timers: Pick<Timers, 'set'> }) {
  const ends = new Map<string, Timer>()

  function receive({ conversationId, userId, typing }: TypingEvent): void {
    const key = `${conversationId}/${userId}`
    ends.get(key)?.()
    ends.delete(key)
    presence.applyTyping({ conversationId, userId, typing })
    if (typing) ends.set(key, timers.set(() => receive({ conversationId, userId, typing: false }), TYPING_TIMEOUT_MS))
  }

  function stop(): void {
    for (const cancel of ends.values()) cancel()
    ends.clear()
    presence.clearTyping()
  }

  return { receive, stop }
}
