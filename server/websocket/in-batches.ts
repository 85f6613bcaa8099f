import { setImmediate as letOthersRun } from 'node:timers/promises'

/**
 * Hands out items in slices and lets everything else have its turn between two of them: work over
 * all sockets of a node would otherwise hold up every message for as long as it takes.
 * @param size items in a slice: about a millisecond of work
 */
export async function* inBatches<Item>(items: readonly Item[], size: number): AsyncGenerator<Item[]> {
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await letOthersRun()
    yield items.slice(start, start + size)
  }
}
