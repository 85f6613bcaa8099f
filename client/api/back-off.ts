import { ApiError } from './api-error.ts'
import type { Timers } from '../ports.ts'

/** Milliseconds before the first repetition; doubled with each further one. */
const FIRST_MS = 1_000
/** Milliseconds that nobody waits longer than. */
const LONGEST_MS = 30_000

/**
 * How long to wait before a repetition: exponential, and spread by chance over its upper half, so
 * that clients that failed together do not return together. `Retry-After` is obeyed.
 */
export function createBackOff({ random }: Pick<Timers, 'random'>) {
  let failures = 0
  return {
    /** Milliseconds to wait after this failure. */
    next(error?: unknown): number {
      const ms = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures)
      failures += 1
      const asked = error instanceof ApiError ? (error.details?.retryAfter ?? 0) * 1_000 : 0
      return Math.max(asked, ms * (0.5 + random() / 2))
    },
    /** It worked: the next failure is a first one. */
    reset() {
      failures = 0
    },
  }
}
