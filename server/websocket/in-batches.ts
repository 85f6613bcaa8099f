import { setImmediate as letOthersRun } from 'node:timers/promises'

/**
 * Yields items in batches and lets the event loop run between them. Otherwise, work over all
 * sockets of a node would delay every message.
 * @param size items in a batch; choose about a millisecond of work
 */
export async function* inBatches<Item>(items: readonly Item[], size: number): AsyncGenerator<Item[]> {
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await letOthersRun()
    yield items.slice(start, start + size)
  }
}
