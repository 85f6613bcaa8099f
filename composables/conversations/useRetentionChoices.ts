import type { ProjectSettings } from '#shared/types.ts'
import { UNLIMITED } from '../frame/useNullableSelect'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The offered values: seconds, days and days. Other values that were set through the API stay. */
const WINDOWS = [UNLIMITED, 15 * MINUTE, HOUR, DAY, 0]
const KEEPS = [UNLIMITED, 30, 90, 365, 730, 3_650]
const PURGES = [1, 7, 30, 90, 365]

/** The choices of a project's settings in the reader's words. Use it where the texts of `retention` are. */
export function useRetentionChoices(form: ProjectSettings) {
  const { t } = useI18n()

  function windowText(seconds: number): string {
    if (seconds === UNLIMITED) return t('retention.anytime')
    if (seconds === 0) return t('retention.never')
    if (seconds < HOUR) return t('retention.minutes', Math.ceil(seconds / MINUTE))
    return seconds < DAY ? t('retention.hours', Math.round(seconds / HOUR)) : t('retention.days', Math.round(seconds / DAY))
  }

  const choices = (offered: readonly number[], current: number | null, text: (value: number) => string) =>
    [...new Set([...offered, current ?? UNLIMITED])].map(value => ({ value, label: text(value) }))

  return {
    windows: computed(() => choices(WINDOWS, form.deletionWindow, windowText)),
    keeps: computed(() => choices(KEEPS, form.retentionDays, days => days === UNLIMITED ? t('retention.forever') : t('retention.days', days))),
    purges: computed(() => choices(PURGES, form.purgeAfterDays, days => t('retention.after', days))),
  }
}
