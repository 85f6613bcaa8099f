import type { FileTime, Tally } from './tally.ts'
import { describeFailure } from './tally.ts'

interface PlaywrightSpec {
  title: string
  /** Relative to `tests/e2e`. */
  file: string
  tests: {
    projectName: string
    status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
    results?: { duration: number, error?: { message?: string } }[]
  }[]
}

interface PlaywrightSuite {
  specs?: PlaywrightSpec[]
  suites?: PlaywrightSuite[]
}

/** The part of Playwright's JSON report that is counted. */
interface PlaywrightReport {
  suites: PlaywrightSuite[]
  errors?: { message?: string }[]
}

/** Counts tests; a flaky one failed, and an error outside of all tests counts as one failure. */
export function readPlaywrightReport(json: string): Tally {
  const { suites, errors = [] } = JSON.parse(json) as PlaywrightReport
  const specs = suites.flatMap(specsOf)
  const tests = specs.flatMap(spec =>
    spec.tests.map(({ status, projectName, results = [] }) => ({
      status,
      title: `${spec.title} (${projectName})`,
      error: results.find(result => result.error !== undefined)?.error?.message,
    })))
  const failedTests = tests.filter(test => test.status === 'unexpected' || test.status === 'flaky')
  return {
    passed: tests.filter(test => test.status === 'expected').length,
    failed: failedTests.length + errors.length,
    failures: [
      ...failedTests.map(test => describeFailure(test.title, test.error)),
      ...errors.map(error => describeFailure('outside of all tests', error.message)),
    ],
    skipped: tests.filter(test => test.status === 'skipped').map(test => test.title),
    files: fileTimes(specs),
  }
}

function fileTimes(specs: readonly PlaywrightSpec[]): FileTime[] {
  const seconds = new Map<string, number>()
  for (const { file, tests } of specs) {
    const duration = tests.flatMap(({ results = [] }) => results).reduce((sum, result) => sum + result.duration, 0)
    seconds.set(file, (seconds.get(file) ?? 0) + duration / 1_000)
  }
  return [...seconds].map(([file, seconds]) => ({ path: `tests/e2e/${file}`, seconds }))
}

function specsOf({ specs = [], suites = [] }: PlaywrightSuite): PlaywrightSpec[] {
  return [...specs, ...suites.flatMap(specsOf)]
}
