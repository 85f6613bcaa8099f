import { stripVTControlCharacters } from 'node:util'

/** What one suite came to. */
export interface Tally {
  passed: number
  failed: number
  /** Each failed test in one line, with the first line of its error; fewer than `failed` where a runner broke down. */
  failures: string[]
  /** Titles of the tests that the suite left out by itself. */
  skipped: string[]
}

/** A suite of the run: it came to a tally, or it could not run, for a reason that a person can act on. */
export type Outcome
  = | { suite: string, seconds: number, tally: Tally }
    | { suite: string, notRun: string }

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
  }
}

/** One line of `failures`; a diff in colour or over several lines would hide the others. */
export function describeFailure(title: string, error = ''): string {
  const [reason] = stripVTControlCharacters(error).split('\n', 1)
  return reason === '' ? title : `${title}: ${reason}`
}
