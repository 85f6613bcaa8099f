import { describe, expect, it } from 'vitest'
import { readPlaywrightReport } from '../../../scripts/test/playwright-report.ts'
import { total } from '../../../scripts/test/tally.ts'
import { readVitestReport } from '../../../scripts/test/vitest-report.ts'

describe('counting tests', () => {
  it('[R-202] counts a file that could not be loaded as a failure, and names what was skipped', () => {
    const report = {
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'a works' },
            { status: 'failed', fullName: 'a breaks', failureMessages: ['\u001B[31mError: expected 1\u001B[39m\n    at a.test.ts:3'] },
            { status: 'pending', fullName: 'a needs Redis' },
          ],
        },
        { name: 'b.test.ts', status: 'failed', message: 'no such file', assertionResults: [] },
      ],
    }
    expect(readVitestReport(JSON.stringify(report))).toEqual({
      passed: 1,
      failed: 2,
      failures: ['a breaks: Error: expected 1', 'b.test.ts: no such file'],
      skipped: ['a needs Redis'],
    })
  })

  it('[R-202] counts a flaky browser test as a failure', () => {
    const spec = (title: string, status: string) => ({ title, file: 'messages/send.test.ts', tests: [{ projectName: 'desk', status, results: [{ duration: 1_500 }] }] })
    const report = {
      suites: [{ specs: [spec('sends', 'expected')], suites: [{ specs: [spec('reads', 'flaky'), spec('types', 'skipped')] }] }],
      errors: [],
    }
    expect(readPlaywrightReport(JSON.stringify(report))).toEqual({ passed: 1, failed: 1, failures: ['reads (desk)'], skipped: ['types (desk)'], files: [{ path: 'tests/e2e/messages/send.test.ts', seconds: 4.5 }] })
  })

  it('[R-202] adds up the suites that ran, with the names of what failed', () => {
    const outcomes = [
      { suite: 'unit', seconds: 1, budget: 60, tally: { passed: 3, failed: 0, failures: [], skipped: ['a'] } },
      { suite: 'lint', seconds: 1, budget: 60, tally: { passed: 0, failed: 1, failures: ['lint: see above'], skipped: [] } },
      { suite: 'e2e', notRun: 'no Chromium' },
    ]
    expect(total(outcomes)).toEqual({ passed: 3, failed: 1, failures: ['lint: see above'], skipped: ['a'], files: [] })
  })
})
