import { describe, expect, it } from 'vitest'
import { median, summarize } from '../../load/statistics.ts'

describe('the statistics of a load', () => {
  it('takes quantiles over all processes together', () => {
    const values = Array.from({ length: 100 }, (_value, index) => index + 1)
    const halves = [Float64Array.from(values.filter(value => value % 2 === 0)), Float64Array.from(values.filter(value => value % 2 === 1))]
    expect(summarize(halves)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 })
  })

  it('has no quantile of nothing', () => {
    expect(summarize([])).toMatchObject({ count: 0, p99: Number.NaN })
  })

  it('takes the middle, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([4, 1, 2, 9])).toBe(3)
    expect(median([])).toBeNaN()
  })
})
