import type { Failure } from './error-text'

/** Puts failures into words that a person can act on. */
export function useErrorText() {
  const { t, te } = useI18n()

  /** The text for a field that broke a rule. */
  function fieldText(field: string, rule: string): string {
    const key = fieldErrorKeys(field, rule).find(candidate => te(candidate)) ?? 'errors.fields.any.invalid'
    return t(key)
  }

  /** The text for a whole action that failed. */
  function failureText(failure: Failure): string {
    const minutes = minutesToWait(failure.details)
    return t(`errors.${failure.code}`, { minutes }, minutes)
  }

  return { fieldText, failureText }
}
