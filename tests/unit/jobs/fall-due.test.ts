import { beforeEach, describe, expect, it, vi } from 'vitest'
import { remindDue } from '#server/domain/reminders/remind-due.ts'
import { sendDue } from '#server/domain/scheduled/send-due.ts'
import { fallDue } from '#server/jobs/fall-due.ts'

vi.mock('#server/domain/scheduled/send-due.ts', () => ({ sendDue: vi.fn() }))
vi.mock('#server/domain/reminders/remind-due.ts', () => ({ remindDue: vi.fn() }))

describe('what falls due', () => {
  beforeEach(() => {
    vi.mocked(sendDue).mockReset().mockResolvedValue(undefined as never)
    vi.mocked(remindDue).mockReset().mockResolvedValue(undefined as never)
  })

  it('[E-09] [E-04] neither messages nor reminders stand in the way of the other, and what broke is tried again', async () => {
    vi.mocked(sendDue).mockRejectedValueOnce(new Error('the first'))
    await expect(fallDue({})).rejects.toMatchObject({ errors: [expect.objectContaining({ message: 'the first' })] })
    expect(remindDue).toHaveBeenCalledOnce()
    vi.mocked(remindDue).mockRejectedValueOnce(new Error('the second'))
    await expect(fallDue({})).rejects.toMatchObject({ errors: [expect.objectContaining({ message: 'the second' })] })
    expect(sendDue).toHaveBeenCalledTimes(2)
    await expect(fallDue({})).resolves.toBeUndefined()
  })

  it('[E-09] goes by the later of the two clocks', async () => {
    const ahead = new Date(Date.now() + 60_000)
    await fallDue({ at: ahead.toISOString() })
    expect(sendDue).toHaveBeenLastCalledWith({ now: ahead })
    const before = Date.now()
    await fallDue({ at: '2020-01-01T00:00:00.000Z' })
    expect(vi.mocked(sendDue).mock.lastCall?.[0].now?.getTime()).toBeGreaterThanOrEqual(before)
  })
})
