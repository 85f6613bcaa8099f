/** Lets at most so many pieces of work run at a time; the others wait in order of arrival. */
export interface Gate {
  /** @throws Error `the gate is full` when too many wait already: better refused at once than late. */
  pass<Result>(work: () => Promise<Result>): Promise<Result>
}

export class QueueFullError extends Error {}

/** Makes a gate for `abreast` pieces of work at a time and at most `waiting` in the queue. */
export function createSemaphore({ abreast, waiting }: { abreast: number, waiting: number }): Gate {
  const queue: (() => void)[] = []
  const state = { running: 0 }

  async function enter(): Promise<void> {
    if (state.running < abreast) {
      state.running += 1
      return
    }
    if (queue.length >= waiting) throw new QueueFullError('the gate is full')
    // Whoever leaves hands the place over, so `running` stays as it is.
    await new Promise<void>(resolve => queue.push(resolve))
  }

  function leave(): void {
    const next = queue.shift()
    if (next) next()
    else state.running -= 1
  }

  return {
    async pass(work) {
      await enter()
      try {
        return await work()
      }
      finally {
        leave()
      }
    },
  }
}
