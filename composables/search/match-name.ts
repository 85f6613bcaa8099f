/** Marks of letters (é, ü, ñ …) once they stand apart. */
const MARKS = /\p{M}+/gu
const BREAKS = /[^\p{L}\p{N}]+/u

/** How a name is compared: without marks, without capitals. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(MARKS, '').toLocaleLowerCase().trim()
}

/**
 * How well a name answers to what was typed: 3 when it begins so, 2 when each typed word begins one
 * of its words, 1 when all of it occurs somewhere, 0 when it does not. Pure.
 */
export function matchName(name: string, typed: string): number {
  const [where, what] = [plain(name), plain(typed)]
  if (what === '' || where.startsWith(what)) return 3
  const words = where.split(BREAKS)
  if (what.split(/\s+/u).every(part => words.some(word => word.startsWith(part)))) return 2
  return where.includes(what) ? 1 : 0
}

/** Those that answer, the best first; equals keep their order. The first name of each weighs more than the others. Pure. */
export function bestMatches<Item>(items: readonly Item[], typed: string, namesOf: (item: Item) => readonly string[]): Item[] {
  return items
    .map(item => ({ item, rank: Math.max(...namesOf(item).map((name, place) => matchName(name, typed) - (place === 0 ? 0 : 0.5))) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .map(({ item }) => item)
}
