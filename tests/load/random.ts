/** A source of numbers in [0, 1), such as `createRandom` of the simulator. */
export type Random = () => number

/** One of the items, evenly. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('Nothing to pick from')
  return item
}
