import { logger } from '#server/infra/logger.ts'

/** Milliseconds between two log lines: while Redis is down, every message could write one. */
const SILENCE_MS = 10_000

/** Creates an error handler that logs recoverable failures of a part, at most one every 10 seconds. */
export function reportFailures(part: string): (error: unknown) => void {
  const state = { quietUntil: 0, unreported: 0 }
  return (error) => {
    if (Date.now() < state.quietUntil) {
      state.unreported += 1
      return
    }
    logger().warn({ err: error, unreported: state.unreported }, `${part} failed`)
    state.quietUntil = Date.now() + SILENCE_MS
    state.unreported = 0
  }
}
