import { describe, expect, it } from 'vitest'
import type { Scheduled } from '../../../scripts/test/schedule.ts'
import { schedule } from '../../../scripts/test/schedule.ts'
import type { Outcome } from '../../../scripts/test/tally.ts'

const outcome = (suite: string, failed = 0): Outcome => ({ suite, seconds: 1, budget: 60, tally: { passed: 1, failed, failures: [], skipped: [] } })

/** Suites that end when the test says so, and the names of those that run at the moment. */
function controlled(suites: Scheduled[], failing: readonly string[] = []) {
  const ends = new Map<string, () => void>()
  const skip = ({ name }: Scheduled, failed: string): Outcome => ({ suite: name, notRun: failed })
  const result = schedule(suites, async ({ name }) => {
    await new Promise<void>(resolve => void ends.set(name, resolve))
    ends.delete(name)
    return outcome(name, failing.includes(name) ? 1 : 0)
  }, skip)
  return {
    result,
    running: async () => {
      await new Promise(setImmediate)
      return [...ends.keys()]
    },
    end: (name: string) => ends.get(name)?.(),
  }
}

describe('the schedule of the suites', () => {
  it('[R-202] runs two suites of one processor at once, and one of two processors alone', async () => {
    const { result, running, end } = controlled([
      { name: 'build', processors: 1 }, { name: 'lint', processors: 1 }, { name: 'types', processors: 1 }, { name: 'unit', processors: 2 },
    ])
    expect(await running()).toEqual(['build', 'lint'])
    end('build')
    expect(await running()).toEqual(['lint', 'types'])
    end('lint')
    expect(await running()).toEqual(['types'])
    end('types')
    expect(await running()).toEqual(['unit'])
    end('unit')
    expect((await result).map(({ suite }) => suite)).toEqual(['build', 'lint', 'types', 'unit'])
  })

  it('[R-202] starts a suite after those that it needs, and a later one meanwhile', async () => {
    const { running, end } = controlled([{ name: 'build', processors: 1 }, { name: 'slow', processors: 1, needs: ['build'] }, { name: 'lint', processors: 1 }])
    expect(await running()).toEqual(['build', 'lint'])
    end('lint')
    expect(await running()).toEqual(['build'])
    end('build')
    expect(await running()).toEqual(['slow'])
  })

  it('[R-202] skips what needs a failed suite, and what needs that', async () => {
    const { result, running, end } = controlled([
      { name: 'build', processors: 1 }, { name: 'e2e', processors: 2, needs: ['build'] }, { name: 'report', processors: 1, needs: ['e2e'] },
    ], ['build'])
    await running()
    end('build')
    expect((await result).slice(1)).toEqual([{ suite: 'e2e', notRun: 'build' }, { suite: 'report', notRun: 'e2e' }])
  })

  it('[R-202] ignores a need that is not part of the run', async () => {
    const { running } = controlled([{ name: 'unit', processors: 2, needs: ['generate'] }])
    expect(await running()).toEqual(['unit'])
  })
})
