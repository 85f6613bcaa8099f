/** Tints that `BaseAvatar` has. */
const TINTS = 8

/** The first letters of the first and the last word, upper-case; a question mark for no name. */
export function initialsOf(name: string): string {
  const [first = '?', ...others] = name.trim().split(/\s+/u).filter(Boolean)
  const last = others.at(-1) ?? ''
  return (firstLetter(first) + firstLetter(last)).toLocaleUpperCase()
}

/** A number from 0 to 7 that is always the same for the same text. */
export function tintOf(seed: string): number {
  let sum = 0
  for (const character of seed) sum = (sum * 31 + Number(character.codePointAt(0))) % 65_521
  return sum % TINTS
}

/** One letter as a reader counts it: an emoji or an accented letter may be several code points. */
function firstLetter(word: string): string {
  for (const { segment } of new Intl.Segmenter().segment(word)) return segment
  return ''
}
