import type { Tally } from './tally.ts'

interface PlaywrightSpec {
  title: string
  tests: { projectName: string, status: 'expected' | 'unexpected' | 'flaky' | 'skipped' }[]
}

interface PlaywrightSuite {
  specs?: PlaywrightSpec[]
  suites?: PlaywrightSuite[]
}

/** The part of Playwright's JSON report that is counted. */
interface PlaywrightReport {
  suites: PlaywrightSuite[]
  errors?: unknown[]
}

/** Counts tests; a flaky one failed, and an error outside of all tests counts as one failure. */
export function readPlaywrightReport(json: string): Tally {
  const { suites, errors = [] } = JSON.parse(json) as PlaywrightReport
  const tests = suites.flatMap(specsOf).flatMap(spec =>
    spec.tests.map(({ status, projectName }) => ({ status, title: `${spec.title} (${projectName})` })))
  return {
    passed: tests.filter(test => test.status === 'expected').length,
    failed: tests.filter(test => test.status === 'unexpected' || test.status === 'flaky').length + errors.length,
    skipped: tests.filter(test => test.status === 'skipped').map(test => test.title),
  }
}

function specsOf({ specs = [], suites = [] }: PlaywrightSuite): PlaywrightSpec[] {
  return [...specs, ...suites.flatMap(specsOf)]
}
