import type { Failure } from '#client/api/failure.ts'
import { fieldErrorKeys, minutesToWait } from '#client/api/failure.ts'

/** Texts for failures that tell the user what to do. */
export function useErrorText() {
  const { t, te, locale } = useI18n()

  /** The text for a field that breaks a rule. */
  function fieldText(field: string, rule: string): string {
    const key = fieldErrorKeys(field, rule).find(candidate => te(candidate)) ?? 'errors.fields.any.invalid'
    return t(key)
  }

  /** The text for a whole action that failed. */
  function failureText(failure: Failure): string {
    const minutes = minutesToWait(failure.details)
    const projects = new Intl.ListFormat(locale.value).format(failure.details?.projects ?? [])
    return t(`errors.${failure.code}`, { minutes, projects }, minutes)
  }

  return { fieldText, failureText }
}
