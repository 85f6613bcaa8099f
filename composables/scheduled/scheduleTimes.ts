/** A suggested time: `name` is the end of its key in the locale files. */
export interface ScheduleTime {
  name: 'soon' | 'hour' | 'evening' | 'tomorrow' | 'monday'
  at: Date
}

const EVENING = 18
const MORNING = 9

/** The suggested times for now, in the time zone of this device. Pure, apart from the zone. */
export function scheduleTimes(now: Date): ScheduleTime[] {
  const inAnHour = new Date(now.getTime() + 3_600_000)
  const evening = onDay(now, 0, EVENING)
  const daysToMonday = (8 - now.getDay()) % 7 || 7
  return [
    { name: 'hour' as const, at: inAnHour },
    // The evening is only offered if it is later than in an hour.
    ...evening > inAnHour ? [{ name: 'evening' as const, at: evening }] : [],
    { name: 'tomorrow' as const, at: onDay(now, 1, MORNING) },
    ...daysToMonday > 1 ? [{ name: 'monday' as const, at: onDay(now, daysToMonday, MORNING) }] : [],
  ]
}

/** The suggested times of a reminder, with an earlier one. Pure, apart from the zone. */
export function reminderTimes(now: Date): ScheduleTime[] {
  return [{ name: 'soon', at: new Date(now.getTime() + 20 * 60_000) }, ...scheduleTimes(now)]
}

function onDay(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)
}

/** A moment as the value of a `datetime-local` input: to the minute, in the time zone of this device. */
export function toLocalField(moment: Date): string {
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** The value of such an input in ISO 8601; undefined while it is incomplete. */
export function fromLocalField(value: string): string | undefined {
  const moment = new Date(value)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
