import type { FieldError } from '#shared/errors.ts'
import { PASSWORD_MIN_LENGTH } from '#shared/limits.ts'
import { hasVisibleCharacter } from '#shared/visible-text.ts'

type Rule = (value: string) => string | undefined

/** A name, one `@`, and a domain of two parts or more. Each dot ends a part, so that there is one way to read it. */
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/

/** Not a proof of an address, only against slips: the server checks, the confirmation mail proves. */
export const emailRule: Rule = value => !value.trim() ? 'missing' : EMAIL.test(value.trim()) ? undefined : 'invalid_email'

export const newPasswordRule: Rule = value => !value ? 'missing' : value.length < PASSWORD_MIN_LENGTH ? 'too_small' : undefined

/** For a password that the server checks: spaces count. */
export const presentRule: Rule = value => value ? undefined : 'missing'

/** For a text that others read, such as a name: invisible characters do not count. */
export const visibleRule: Rule = value => hasVisibleCharacter(value) ? undefined : 'missing'

/** Applies a rule to each field and names those that break theirs. */
export function brokenRules<Name extends string>(values: Record<Name, string>, rules: Partial<Record<Name, Rule>>): FieldError[] {
  return (Object.keys(rules) as Name[]).flatMap((field) => {
    const rule = rules[field]?.(values[field])
    return rule ? [{ field, rule }] : []
  })
}
