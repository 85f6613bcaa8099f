import { PASSWORD_MIN_LENGTH } from './limits.ts'

export type PasswordStrength = 'too_short' | 'weak' | 'fair' | 'good' | 'strong'

/** Bits of guessing that a level stands for, roughly; offline guessing starts to be dear at 60. */
const LEVELS: readonly [number, PasswordStrength][] = [[72, 'strong'], [52, 'good'], [36, 'fair'], [0, 'weak']]

/**
 * An estimate while a person types; the server alone decides, with its list of common passwords.
 * Length counts, not composition: only characters that do not continue a run or repeat count whole.
 */
export function passwordStrength(password: string): PasswordStrength {
  const characters = [...password]
  if (characters.length < PASSWORD_MIN_LENGTH) return 'too_short'
  const bits = characters.reduce((sum, character, index) => sum + surprise(character, characters, index), 0)
  return LEVELS.find(([least]) => bits >= least)?.[1] ?? 'weak'
}

/** Bits that one character adds: next to nothing in "aaaa" and "1234", less when it came before. */
function surprise(character: string, characters: string[], index: number): number {
  const step = (character.codePointAt(0) ?? 0) - (characters[index - 1]?.codePointAt(0) ?? 0)
  if (index > 0 && Math.abs(step) <= 1) return 0.5
  return characters.indexOf(character) < index ? 2 : 4.5
}
