import { stripVTControlCharacters } from 'node:util'

/** How long a test file took, in seconds. */
export interface FileTime {
  path: string
  seconds: number
}

/** The result of one suite. */
export interface Tally {
  passed: number
  failed: number
  /** Each failed test in one line, with the first line of its error; fewer than `failed` where a runner crashed. */
  failures: string[]
  /** Titles of the tests that the suite skipped. */
  skipped: string[]
  /** The test files of the suite, when it has any. */
  files?: FileTime[]
}

/** A suite of the run: it has a tally, or it could not run, for a reason that a person can act on. */
export type Outcome
  = | { suite: string, seconds: number, budget: number, tally: Tally }
    | { suite: string, notRun: string }

export function hasSucceeded(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && 'tally' in outcome && outcome.tally.failed === 0
}

/** Adds up all suites. */
export function total(outcomes: readonly Outcome[]): Tally {
  return sum(outcomes.flatMap(outcome => 'tally' in outcome ? [outcome.tally] : []))
}

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
    failures: tallies.flatMap(tally => tally.failures),
    skipped: tallies.flatMap(tally => tally.skipped),
    files: tallies.flatMap(tally => tally.files ?? []),
  }
}

/** One line of `failures`. Colours and further lines of the error are left out. */
export function describeFailure(title: string, error = ''): string {
  const [reason] = stripVTControlCharacters(error).split('\n', 1)
  return reason === '' ? title : `${title}: ${reason}`
}
