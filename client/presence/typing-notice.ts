import { TYPING_TIMEOUT_MS } from '#shared/limits.ts'
import type { Timers } from '../ports.ts'

/** Milliseconds between two events while the user keeps typing: two fit into the timeout. */
const REPEAT_MS = TYPING_TIMEOUT_MS / 2

export interface TypingNoticeOptions {
  timers: Pick<Timers, 'now'>
  send: (event: 'typing:start' | 'typing:stop') => void
}

/** Sends that the user is typing: at intervals, and once when it ends. */
export function createTypingNotice({ timers, send }: TypingNoticeOptions) {
  let sentAt: number | undefined

  function typed(): void {
    if (sentAt !== undefined && timers.now() - sentAt < REPEAT_MS) return
    sentAt = timers.now()
    send('typing:start')
  }

  function stopped(): void {
    if (sentAt === undefined) return
    sentAt = undefined
    send('typing:stop')
  }

  return { typed, stopped }
}
