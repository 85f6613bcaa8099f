import { describe, expect, it } from 'vitest'
import { ratiosOf } from '../../load/report/ratios.ts'

const machine = { cores: 2, processor: 'some', memoryGigabytes: 8, node: '24', postgres: '18' }
const delivery = (target: 'insert' | 'product', p99: number) => ({
  target, clients: 100, count: 1, p50: 1, p95: 1, p99, rounds: [p99], cpuPerMessage: 1, generator: { utilization: 0, latenessP99: 0 },
})

describe('the ratios of a bench', () => {
  it('sets the product beside its yardstick at the same number of clients', () => {
    const ratios = ratiosOf({ machine, problems: [], delivery: [delivery('insert', 4), delivery('product', 6)] })
    expect(ratios).toEqual([{ what: 'delivery p99, 100 clients: product ÷ insert', ratio: 1.5, goal: '≤ 2.0 (first 3)' }])
  })

  it('says nothing about what was not measured', () => {
    expect(ratiosOf({ machine, problems: [], delivery: [delivery('product', 6)] })).toEqual([])
  })
})
