import pLimit from 'p-limit'

/** Limits how many tasks run at a time. The others wait in order of arrival. */
export interface Gate {
  /** @throws GateFullError at once when too many tasks wait already */
  pass<Result>(work: () => Promise<Result>): Promise<Result>
}

export class GateFullError extends Error {}

/** Creates a gate for `abreast` tasks at a time and at most `waiting` in the queue, which `p-limit` alone does not bound. */
export function createGate({ abreast, waiting }: { abreast: number, waiting: number }): Gate {
  const limit = pLimit(abreast)
  return {
    async pass(work) {
      if (limit.activeCount + limit.pendingCount >= abreast + waiting) throw new GateFullError('the gate is full')
      return await limit(work)
    },
  }
}
