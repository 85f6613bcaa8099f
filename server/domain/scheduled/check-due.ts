import { invalidField } from '#shared/errors.ts'
import { SCHEDULE_AHEAD_MAX_MS, SCHEDULE_AHEAD_MIN_MS } from '#shared/limits.ts'

/**
 * Checks the time of a scheduled message or a reminder.
 * @throws AppError `invalid` with the field: `too_soon`, `too_far`
 */
export function checkDue(dueAt: string, now: Date, field = 'dueAt'): Date {
  const due = new Date(dueAt)
  const ahead = due.getTime() - now.getTime()
  if (ahead < SCHEDULE_AHEAD_MIN_MS) throw invalidField(field, 'too_soon')
  if (ahead > SCHEDULE_AHEAD_MAX_MS) throw invalidField(field, 'too_far')
  return due
}
