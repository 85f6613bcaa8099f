import { describe, expect, it } from 'vitest'
import { planFaults } from '../../audit/faults/plan.ts'
import { createRandom } from '../../simulator/random.ts'

const plan = (seed: number, nodes: number) => planFaults({ random: createRandom(seed), seconds: 12, devices: 6, nodes })

describe('the plan of an audit', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plan(7, 2)).toEqual(plan(7, 2))
    expect(plan(7, 2)).not.toEqual(plan(8, 2))
  })

  it('strikes everything that is there, in order of time', () => {
    const faults = plan(7, 2)
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['cut-device', 'kill-node', 'kill-redis', 'kill-postgres']))
    expect(faults.map(({ at }) => at)).toEqual(faults.map(({ at }) => at).sort((left, right) => left - right))
  })

  it('leaves Redis out where there is one node', () => {
    expect(plan(7, 1).some(({ kind }) => kind === 'kill-redis')).toBe(false)
  })
})
