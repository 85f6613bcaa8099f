/** Combining marks after decomposition (é, ü, ñ …). */
const MARKS = /\p{M}+/gu
const BREAKS = /[^\p{L}\p{N}]+/u

/** A name as it is compared: without diacritics, in lower case. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(MARKS, '').toLocaleLowerCase().trim()
}

/**
 * How well a name matches the query: 3 if it begins with it, 2 if each typed word begins one
 * of its words, 1 if it contains the query, 0 if not. Pure.
 */
export function matchName(name: string, typed: string): number {
  const [where, what] = [plain(name), plain(typed)]
  if (what === '' || where.startsWith(what)) return 3
  const words = where.split(BREAKS)
  if (what.split(/\s+/u).every(part => words.some(word => word.startsWith(part)))) return 2
  return where.includes(what) ? 1 : 0
}

/** The matching items, the best first; equal ones keep their order. The first name of an item weighs more than the others. Pure. */
export function bestMatches<Item>(items: readonly Item[], typed: string, namesOf: (item: Item) => readonly string[]): Item[] {
  return items
    .map(item => ({ item, rank: Math.max(...namesOf(item).map((name, place) => matchName(name, typed) - (place === 0 ? 0 : 0.5))) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .map(({ item }) => item)
}
