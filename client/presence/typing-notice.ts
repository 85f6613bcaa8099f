import { TYPING_TIMEOUT_MS } from '#shared/limits.ts'
import type { Timers } from '../ports.ts'

/** Milliseconds between two notices while somebody goes on typing: two fit into the time they last. */
const REPEAT_MS = TYPING_TIMEOUT_MS / 2

export interface TypingNoticeOptions {
  timers: Pick<Timers, 'now'>
  tell: (event: 'typing:start' | 'typing:stop') => void
}

/** Tells the others that one types: not at every key, and once when it is over. */
export function createTypingNotice({ timers, tell }: TypingNoticeOptions) {
  let toldAt: number | undefined

  function typed(): void {
    if (toldAt !== undefined && timers.now() - toldAt < REPEAT_MS) return
    toldAt = timers.now()
    tell('typing:start')
  }

  function stopped(): void {
    if (toldAt === undefined) return
    toldAt = undefined
    tell('typing:stop')
  }

  return { typed, stopped }
}
