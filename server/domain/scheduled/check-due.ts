import { invalidField } from '#shared/errors.ts'
import { SCHEDULE_AHEAD_MAX_MS, SCHEDULE_AHEAD_MIN_MS } from '#shared/limits.ts'

/**
 * A time at which a message may be left to be sent.
 * @throws AppError `invalid` with `dueAt`: `too_soon`, `too_far`
 */
export function checkDue(dueAt: string, now: Date): Date {
  const due = new Date(dueAt)
  const ahead = due.getTime() - now.getTime()
  if (ahead < SCHEDULE_AHEAD_MIN_MS) throw invalidField('dueAt', 'too_soon')
  if (ahead > SCHEDULE_AHEAD_MAX_MS) throw invalidField('dueAt', 'too_far')
  return due
}
