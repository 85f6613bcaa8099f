import { PASSWORD_MIN_LENGTH } from './limits.ts'

export type PasswordStrength = 'too_short' | 'weak' | 'fair' | 'good' | 'strong'

/** Approximate bits of entropy from which a level applies. Offline guessing becomes expensive at about 60. */
const LEVELS: readonly [number, PasswordStrength][] = [[72, 'strong'], [52, 'good'], [36, 'fair'], [0, 'weak']]

/**
 * Estimates the strength of a password while the user types. The server refuses only short and common
 * ones. Length counts, not composition: characters that repeat or continue a sequence count less.
 */
export function passwordStrength(password: string): PasswordStrength {
  const characters = [...password]
  if (characters.length < PASSWORD_MIN_LENGTH) return 'too_short'
  const seen = new Set<string>()
  let bits = 0
  for (const [index, character] of characters.entries()) {
    bits += surprise(character, characters[index - 1], seen)
    seen.add(character)
  }
  return LEVELS.find(([least]) => bits >= least)?.[1] ?? 'weak'
}

/** Bits that one character adds: few in "aaaa" and "1234", and fewer if it occurred before. */
function surprise(character: string, before: string | undefined, seen: ReadonlySet<string>): number {
  if (before !== undefined && Math.abs(Number(character.codePointAt(0)) - Number(before.codePointAt(0))) <= 1) return 0.5
  return seen.has(character) ? 2 : 4.5
}
