/** A sensible time to send something at: `name` is the end of its key in the locale files. */
export interface ScheduleTime {
  name: 'soon' | 'hour' | 'evening' | 'tomorrow' | 'monday'
  at: Date
}

const EVENING = 18
const MORNING = 9

/** The choices as of now, in the zone of this device. Pure, apart from the zone. */
export function scheduleTimes(now: Date): ScheduleTime[] {
  const inAnHour = new Date(now.getTime() + 3_600_000)
  const evening = onDay(now, 0, EVENING)
  const daysToMonday = (8 - now.getDay()) % 7 || 7
  return [
    { name: 'hour' as const, at: inAnHour },
    // What is no later than in an hour is no choice beside it.
    ...evening > inAnHour ? [{ name: 'evening' as const, at: evening }] : [],
    { name: 'tomorrow' as const, at: onDay(now, 1, MORNING) },
    ...daysToMonday > 1 ? [{ name: 'monday' as const, at: onDay(now, daysToMonday, MORNING) }] : [],
  ]
}

/** The same choices for what is brought back to one's mind, which may be wanted sooner. Pure, apart from the zone. */
export function reminderTimes(now: Date): ScheduleTime[] {
  return [{ name: 'soon', at: new Date(now.getTime() + 20 * 60_000) }, ...scheduleTimes(now)]
}

function onDay(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)
}

/** A moment as a field for date and time holds it: to the minute, in the zone of this device. */
export function toLocalField(moment: Date): string {
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** What such a field says, in ISO 8601; undefined while it says nothing whole. */
export function fromLocalField(value: string): string | undefined {
  const moment = new Date(value)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
