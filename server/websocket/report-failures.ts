import { logger } from '#server/infra/logger.ts'

/** Milliseconds of silence after a report: while Redis is away every message would be one. */
const SILENCE_MS = 10_000

/** Makes the place where a part of the edge reports failures that it outlives. It logs one of many. */
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
