import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLogger, logger } from '#server/infra/logger.ts'
import { ProxyWarnings } from '#server/infra/proxy-warnings.ts'

const HOUR_MS = 3_600_000

describe('the warning about a proxy that nobody trusts', () => {
  const warn = vi.fn()
  beforeEach(() => {
    warn.mockReset()
    vi.useFakeTimers({ toFake: ['performance'] })
    logger.set(Object.assign(createLogger('silent'), { warn }))
  })
  afterEach(() => {
    vi.useRealTimers()
    logger.clear()
  })

  it('[S-48] is in the log once an hour at most, and says what to set', () => {
    const warnings = new ProxyWarnings()
    for (const _ of Array.from({ length: 50 })) warnings.note('10.0.0.7')
    warnings.note('10.0.0.8')
    expect(warn).toHaveBeenCalledOnce()
    expect(warn).toHaveBeenCalledWith({ proxy: '10.0.0.7' }, expect.stringContaining('Add 10.0.0.7 to TRUSTED_PROXIES'))
    vi.advanceTimersByTime(HOUR_MS + 1)
    warnings.note('10.0.0.8')
    expect(warn).toHaveBeenCalledTimes(2)
  })

  it('[S-48] names few of them, and none that was not seen for a day', () => {
    const warnings = new ProxyWarnings()
    for (const index of Array.from({ length: 500 }).keys()) warnings.note(`10.0.1.${index}`)
    expect(warnings.list()).toHaveLength(10)
    vi.advanceTimersByTime(25 * HOUR_MS)
    expect(warnings.list()).toEqual([])
  })
})
