/** Limits how many pieces of work run at a time. The others wait in order of arrival. */
export interface Semaphore {
  /** @throws QueueFullError at once when the queue is full */
  run<Result>(work: () => Promise<Result>): Promise<Result>
}

export class QueueFullError extends Error {}

/** Creates a semaphore that runs `concurrency` pieces of work at a time and queues at most `queueSize`. */
export function createSemaphore({ concurrency, queueSize }: { concurrency: number, queueSize: number }): Semaphore {
  const queue: (() => void)[] = []
  const state = { running: 0 }

  async function acquire(): Promise<void> {
    if (state.running < concurrency) {
      state.running += 1
      return
    }
    if (queue.length >= queueSize) throw new QueueFullError('the queue is full')
    // `release` passes its slot on, so `running` does not change.
    await new Promise<void>(resolve => queue.push(resolve))
  }

  function release(): void {
    const next = queue.shift()
    if (next) next()
    else state.running -= 1
  }

  return {
    async run(work) {
      await acquire()
      try {
        return await work()
      }
      finally {
        release()
      }
    },
  }
}
