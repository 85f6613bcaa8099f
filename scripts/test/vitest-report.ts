import type { Tally } from './tally.ts'
import { describeFailure } from './tally.ts'

/** The part of vitest's JSON report that is counted. */
interface VitestReport {
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string, fullName: string, failureMessages?: string[] }[]
  }[]
}

const LEFT_OUT: ReadonlySet<string> = new Set(['pending', 'skipped', 'todo', 'disabled'])

/** Counts tests; a file that could not be loaded counts as one failure. */
export function readVitestReport(json: string): Tally {
  const { testResults } = JSON.parse(json) as VitestReport
  const tests = testResults.flatMap(file => file.assertionResults)
  const brokenFiles = testResults.filter(file =>
    file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'))
  const failedTests = tests.filter(test => test.status === 'failed')
  return {
    passed: tests.filter(test => test.status === 'passed').length,
    failed: failedTests.length + brokenFiles.length,
    failures: [
      ...failedTests.map(test => describeFailure(test.fullName.trim(), test.failureMessages?.[0])),
      ...brokenFiles.map(file => describeFailure(file.name, file.message)),
    ],
    skipped: tests.filter(test => LEFT_OUT.has(test.status)).map(test => test.fullName.trim()),
  }
}
