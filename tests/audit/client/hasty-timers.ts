import type { Timers } from '#client/ports.ts'
import type { Random } from '../../load/random.ts'

/** Milliseconds that nobody waits longer than: an audit has no half minute for a back-off. */
const LONGEST_MS = 600

/** Real time for the client, with its long waits cut short. */
export function createHastyTimers(random: Random): Timers {
  return {
    now: () => Date.now(),
    random,
    set: (run, ms) => {
      const timer = setTimeout(() => run(), Math.min(ms, LONGEST_MS))
      return () => clearTimeout(timer)
    },
  }
}
