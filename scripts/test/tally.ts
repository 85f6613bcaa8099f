/** What one suite came to. */
export interface Tally {
  passed: number
  failed: number
  /** Titles of the tests that the suite left out by itself. */
  skipped: string[]
}

/** A suite of the run: it came to a tally, or it could not run, for a reason that a person can act on. */
export type Outcome
  = | { suite: string, seconds: number, tally: Tally }
    | { suite: string, notRun: string }

/** Adds up all suites. */
export function total(outcomes: readonly Outcome[]): Tally {
  const tallies = outcomes.flatMap(outcome => 'tally' in outcome ? [outcome.tally] : [])
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
    skipped: tallies.flatMap(tally => tally.skipped),
  }
}
