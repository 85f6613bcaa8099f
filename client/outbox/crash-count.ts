import type { ErrorCode } from '#shared/errors.ts'
import { ApiError } from '../api/api-error.ts'

/** Server errors (5xx) for one message before it counts as failed. */
const CRASHES_MAX = 5

/** Counts server errors for each message: one that always fails must not block the others. */
export function createCrashCount() {
  const counts = new Map<string, number>()

  return {
    /** The code with which the message counts as refused; undefined while it is tried again. */
    refusalOf(id: string, error: unknown): ErrorCode | undefined {
      if (!(error instanceof ApiError) || error.code !== 'internal') return undefined
      const count = (counts.get(id) ?? 0) + 1
      counts.set(id, count)
      return count >= CRASHES_MAX ? error.code : undefined
    },
    forget: (id: string) => void counts.delete(id),
  }
}
