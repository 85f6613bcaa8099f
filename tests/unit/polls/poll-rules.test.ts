import { describe, expect, it } from 'vitest'
import { newPoll } from '#shared/contracts/poll.ts'
import { POLL_OPTION_MAX_LENGTH, POLL_OPTIONS_MAX } from '#shared/limits.ts'
import { newPollState, isClosed } from '#shared/polls.ts'

const fields = { multiple: false, anonymous: false, closesAt: null, options: ['Green', 'Blue'] }
const answers = (count: number) => Array.from({ length: count }, (_, index) => `Answer ${index}`)

describe('the rules of a poll', () => {
  it('[E-11] [T-25] has two to ten options that differ after trimming', () => {
    const isFine = (options: string[]) => newPoll.safeParse({ ...fields, options }).success
    expect([1, 2, POLL_OPTIONS_MAX, POLL_OPTIONS_MAX + 1].map(count => isFine(answers(count)))).toEqual([false, true, true, false])
    expect(isFine(['Green', ' Green '])).toBe(false)
    expect(isFine(['Green', '  '])).toBe(false)
    expect([0, 1].map(more => isFine(['Green', 'x'.repeat(POLL_OPTION_MAX_LENGTH + more)]))).toEqual([true, false])
    expect(isFine(['Green', 'a\u0000b'])).toBe(false)
    expect(newPoll.parse({ ...fields, options: [' Green', 'Blue '] }).options).toEqual(['Green', 'Blue'])
  })

  it('[E-11] closes at a time that the database can store', () => {
    const isFine = (closesAt: unknown) => newPoll.safeParse({ ...fields, closesAt }).success
    expect(['2031-03-04T02:47:00Z', '0000-01-01T00:00:00Z', 'tomorrow', 7, undefined].map(isFine)).toEqual([true, false, false, false, false])
  })

  it('[E-11] can be closed early, or closes at its time', () => {
    const poll = newPollState({ ...fields, closesAt: '2026-11-20T09:00:00Z' })
    const at = (time: string) => isClosed(poll, Date.parse(time))
    expect([at('2026-11-20T08:59:59.999Z'), at('2026-11-20T09:00:00Z')]).toEqual([false, true])
    expect(isClosed({ ...poll, closesAt: null }, Number.MAX_SAFE_INTEGER)).toBe(false)
    expect(isClosed({ ...poll, closedAt: '2026-11-19T09:00:00.000Z' }, 0)).toBe(true)
  })
})
