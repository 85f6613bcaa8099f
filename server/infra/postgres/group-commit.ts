import { isOutage } from './is-outage.ts'

/** Runs a group of items together. Returns the results in the order of the items. */
type RunAll<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>

interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

interface Options<Item, Result> {
  runAll: RunAll<Item, Result>
  /** Two items with the same key are never in one group. */
  keyOf: (item: Item) => string
  /** Groups that may run at a time. */
  concurrency: number
  /** Maximum items of a group. */
  size: number
}

/**
 * Group commit: items that arrive while a group runs form the next group. A single item does not
 * wait; under load, many share one round trip. When a group fails, its items run one by one, so
 * that one bad item does not fail the others. During a database outage all items of the group fail
 * at once, because otherwise each would wait for its own timeout.
 */
export function createGroupCommit<Item, Result>({ runAll, keyOf, concurrency, size }: Options<Item, Result>): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = []
  let running = 0

  function start(): void {
    if (running >= concurrency || waiting.length === 0) return
    running += 1
    void settle(takeGroup()).finally(() => {
      running -= 1
      start()
    })
  }

  function takeGroup(): Waiting<Item, Result>[] {
    const group = new Map<string, Waiting<Item, Result>>()
    const later: Waiting<Item, Result>[] = []
    for (const entry of waiting.splice(0)) {
      const key = keyOf(entry.item)
      if (group.size < size && !group.has(key)) group.set(key, entry)
      else later.push(entry)
    }
    waiting.push(...later)
    return [...group.values()]
  }

  async function settle(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await runAll(group.map(({ item }) => item))
      group.forEach(({ resolve }, index) => resolve(results[index] as Result))
    }
    catch (error) {
      if (group.length === 1 || isOutage(error)) for (const { reject } of group) reject(error)
      else for (const entry of group) await settle([entry])
    }
  }

  return item => new Promise((resolve, reject) => {
    waiting.push({ item, resolve, reject })
    start()
  })
}
