/**
 * Work of which one run at a time is enough, by key. Whoever asks while it runs gets the next run,
 * shared by all who ask until then: the answer under way may be older than the wish.
 */
export function createTurns<Result = unknown>() {
  const running = new Map<string, Promise<Result>>()
  const next = new Map<string, Promise<Result>>()

  function take(key: string, work: () => Promise<Result>): Promise<Result> {
    const current = running.get(key)
    if (!current) return run(key, work)
    const waiting = next.get(key)
    if (waiting) return waiting
    const turn = settled(current).then(() => {
      next.delete(key)
      return run(key, work)
    })
    next.set(key, turn)
    return turn
  }

  function run(key: string, work: () => Promise<Result>): Promise<Result> {
    const turn = work().finally(() => running.delete(key))
    running.set(key, turn)
    return turn
  }

  return { take }
}

/** Ends when the work does, however it ends: its own caller hears of a failure. */
async function settled(work: Promise<unknown>): Promise<void> {
  await Promise.allSettled([work])
}
