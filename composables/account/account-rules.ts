import type { FieldError } from '#shared/errors.ts'
import { PASSWORD_MIN_LENGTH } from '#shared/limits.ts'
import { hasVisibleCharacter } from '#shared/visible-text.ts'

type Rule = (value: string) => string | undefined

/** A local part, one `@`, and a domain of at least two labels. Each dot ends a label, so that matching never backtracks. */
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/

/** Catches typing errors only. The server validates, and the confirmation e-mail proves the address. */
export const emailRule: Rule = value => !value.trim() ? 'missing' : EMAIL.test(value.trim()) ? undefined : 'invalid_email'

export const newPasswordRule: Rule = value => !value ? 'missing' : value.length < PASSWORD_MIN_LENGTH ? 'too_small' : undefined

/** For a password that the server checks. Spaces count. */
export const presentRule: Rule = value => value ? undefined : 'missing'

/** For a text that others read, such as a name. Invisible characters do not count. */
export const visibleRule: Rule = value => hasVisibleCharacter(value) ? undefined : 'missing'

/** Applies a rule to each field. Returns the fields that break their rule. */
export function brokenRules<Name extends string>(values: Record<Name, string>, rules: Partial<Record<Name, Rule>>): FieldError[] {
  return (Object.keys(rules) as Name[]).flatMap((field) => {
    const rule = rules[field]?.(values[field])
    return rule ? [{ field, rule }] : []
  })
}
