import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mistake } from '../../simulator/mistakes.ts'
import { simulate } from '../../simulator/simulate.ts'
import type { Step } from '../../simulator/steps.ts'
import { calmRuns, runs } from '../../simulator/steps.ts'

/** The seeds of the suite; `npm run simulate` plays as many others as one likes. */
const SEED = 20_261_120

async function expectTrue(steps: readonly Step[], seed: number, nodes: number): Promise<void> {
  expect(await simulate(steps, { seed, nodes })).toEqual([])
}

describe('the simulator', () => {
  it('[M-02] [R-055] [R-203] loses nothing, doubles nothing and keeps one order over 200 random runs on two nodes', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(), runs, (seed, steps) => expectTrue(steps, seed, 2)), { numRuns: 200, seed: SEED })
  }, 240_000)

  it('[M-02] does so on one node, too', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(), runs, (seed, steps) => expectTrue(steps, seed, 1)), { numRuns: 40, seed: SEED })
  }, 120_000)

  it('[M-03] never has to repair an unread count where nothing is lost, however late things come', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(), calmRuns, async (seed, steps) => {
      expect(await simulate(steps, { seed, nodes: 2, isCalm: true })).toEqual([])
    }), { numRuns: 60, seed: SEED })
  }, 120_000)

  it('[M-02] plays the same run for the same seed', async () => {
    const steps: Step[] = ['storm', 'send', 'send', 'restart', 'send'].map((kind, tab) => ({ kind: kind as Step['kind'], tab, conversation: 0, pause: 100, lasts: 500 }))
    const options = { seed: 7, nodes: 2, mistake: 'no_idempotency' } as const
    const findings = await simulate(steps, options)
    expect(await simulate(steps, options)).toEqual(findings)
  })

  it.each<Mistake>(['no_idempotency', 'no_gap_check', 'no_beacon', 'database_sequence'])('[M-02] the simulator catches %s', async (mistake) => {
    const { failed } = await fc.check(fc.asyncProperty(fc.nat(), runs, async (seed, steps) => {
      expect(await simulate(steps, { seed, nodes: 2, mistake })).toEqual([])
    }), { numRuns: 200, seed: SEED, endOnFailure: true })
    expect(failed).toBe(true)
  }, 240_000)

  it('[M-02] sees a missing beacon only where there are two nodes', async () => {
    const { failed } = await fc.check(fc.asyncProperty(fc.nat(), runs, async (seed, steps) => {
      expect(await simulate(steps, { seed, nodes: 1, mistake: 'no_beacon' })).toEqual([])
    }), { numRuns: 10, seed: SEED, endOnFailure: true })
    expect(failed).toBe(false)
  }, 120_000)
})
