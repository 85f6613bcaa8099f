import { describe, expect, it } from 'vitest'
import { fromLocalField, scheduleTimes, reminderTimes, toLocalField } from '../../../composables/scheduled/scheduleTimes.ts'

/** Tuesday, 4 March 2031, in the local time zone. */
const tuesday = (hour: number, minute = 0) => new Date(2031, 2, 4, hour, minute)
const namesAt = (now: Date) => scheduleTimes(now).map(({ name }) => name)

describe('the suggested times', () => {
  it('[E-09] are in an hour, in the evening, tomorrow and on Monday', () => {
    expect(scheduleTimes(tuesday(10, 20))).toEqual([
      { name: 'hour', at: tuesday(11, 20) },
      { name: 'evening', at: tuesday(18) },
      { name: 'tomorrow', at: new Date(2031, 2, 5, 9) },
      { name: 'monday', at: new Date(2031, 2, 10, 9) },
    ])
  })

  it('[E-09] leave out an evening that has begun and a Monday that is tomorrow; on a Monday they offer the next one', () => {
    expect(namesAt(tuesday(17, 30))).toEqual(['hour', 'tomorrow', 'monday'])
    expect(namesAt(new Date(2031, 2, 9, 10))).toEqual(['hour', 'evening', 'tomorrow'])
    expect(scheduleTimes(new Date(2031, 2, 10, 10)).at(-1)).toEqual({ name: 'monday', at: new Date(2031, 2, 17, 9) })
  })

  it('[E-04] include an earlier time for reminders', () => {
    expect(reminderTimes(tuesday(10, 20)).slice(0, 2)).toEqual([{ name: 'soon', at: tuesday(10, 40) }, { name: 'hour', at: tuesday(11, 20) }])
  })

  it('[E-09] survive a round trip through a date and time input', () => {
    const moment = tuesday(9, 5)
    expect(toLocalField(moment)).toBe('2031-03-04T09:05')
    expect([fromLocalField(toLocalField(moment)), fromLocalField('')]).toEqual([moment.toISOString(), undefined])
  })
})
