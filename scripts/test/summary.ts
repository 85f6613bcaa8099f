import type { Outcome } from './tally.ts'
import { total } from './tally.ts'

const SLOWEST_FILES = 10

/**
 * Prints each suite with its time against its budget, the slowest test files, and what was not run
 * and why. The last line is `N passed, N failed`.
 */
export function printSummary(outcomes: readonly Outcome[], leftOut: readonly string[]): void {
  const { passed, failed, failures, skipped, files = [] } = total(outcomes)
  console.log('\n━━ summary')
  for (const outcome of outcomes) console.log(describeOutcome(outcome))
  const slowest = [...files].sort((one, other) => other.seconds - one.seconds).slice(0, SLOWEST_FILES)
  if (slowest.length > 0) console.log('\n━━ slowest test files')
  for (const { path, seconds } of slowest) console.log(`  ${seconds.toFixed(1).padStart(6)} s  ${path}`)
  const notRun = outcomes.flatMap(outcome => 'notRun' in outcome ? [`${outcome.suite}: ${outcome.notRun}`] : [])
  printList('OVER BUDGET', outcomes.filter(isOverBudget).map(({ suite }) => suite))
  printList('NOT RUN', [...notRun, ...leftOut])
  printList('SKIPPED TESTS', skipped)
  printList('FAILED TESTS', failures)
  console.log(`\n${passed} passed, ${failed} failed`)
}

function describeOutcome(outcome: Outcome): string {
  const name = outcome.suite.padEnd(14)
  if ('notRun' in outcome) return `  ${name} not run`
  const { seconds, budget, tally: { passed, failed, skipped } } = outcome
  const skippedPart = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
  return `  ${name} ${passed} passed, ${failed} failed${skippedPart} (${seconds.toFixed(1)} s of ${budget} s)`
}

/** A busy or slower machine is no failure: the summary only names the suite. */
function isOverBudget(outcome: Outcome): boolean {
  return 'tally' in outcome && outcome.seconds > outcome.budget
}

function printList(title: string, entries: readonly string[]): void {
  if (entries.length === 0) return
  console.log(`\n!! ${title}`)
  for (const entry of entries) console.log(`   - ${entry}`)
}
