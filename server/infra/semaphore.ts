import pLimit from 'p-limit'

/** Limits how many pieces of work run at a time. The others wait in order of arrival. */
export interface Semaphore {
  /** @throws QueueFullError at once when the queue is full */
  run<Result>(work: () => Promise<Result>): Promise<Result>
}

export class QueueFullError extends Error {}

/** Creates a semaphore that runs `concurrency` pieces of work at a time. `p-limit` alone does not bound its queue. */
export function createSemaphore({ concurrency, queueSize }: { concurrency: number, queueSize: number }): Semaphore {
  const limit = pLimit(concurrency)
  return {
    async run(work) {
      if (limit.activeCount + limit.pendingCount >= concurrency + queueSize) throw new QueueFullError('the queue is full')
      return await limit(work)
    },
  }
}
