/**
 * Runs one piece of work per key at a time. A caller that arrives during a run shares the next run
 * with all other such callers: the response under way may be older than their call.
 */
export function createSingleFlight<Result = unknown>() {
  const running = new Map<string, Promise<Result>>()
  const next = new Map<string, Promise<Result>>()

  /** @returns the result of a run that starts after this call; rejects as `work` does */
  function run(key: string, work: () => Promise<Result>): Promise<Result> {
    const current = running.get(key)
    if (!current) return start(key, work)
    const waiting = next.get(key)
    if (waiting) return waiting
    const following = Promise.allSettled([current]).then(() => {
      next.delete(key)
      return start(key, work)
    })
    next.set(key, following)
    return following
  }

  function start(key: string, work: () => Promise<Result>): Promise<Result> {
    const result = work().finally(() => running.delete(key))
    running.set(key, result)
    return result
  }

  return { run }
}
