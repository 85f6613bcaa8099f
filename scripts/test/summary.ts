import type { Outcome } from './tally.ts'
import { total } from './tally.ts'

/** Prints what ran, loudly what did not and why, and as the last line `N passed, N failed`. */
export function printSummary(outcomes: readonly Outcome[], leftOut: readonly string[]): void {
  const { passed, failed, failures, skipped } = total(outcomes)
  console.log('\n━━ summary')
  for (const outcome of outcomes) console.log(describeOutcome(outcome))
  const notRun = outcomes.flatMap(outcome => 'notRun' in outcome ? [`${outcome.suite}: ${outcome.notRun}`] : [])
  printList('NOT RUN', [...notRun, ...leftOut])
  printList('SKIPPED TESTS', skipped)
  printList('FAILED TESTS', failures)
  console.log(`\n${passed} passed, ${failed} failed`)
}

function describeOutcome(outcome: Outcome): string {
  const name = outcome.suite.padEnd(14)
  if ('notRun' in outcome) return `  ${name} not run`
  const { passed, failed, skipped } = outcome.tally
  const skippedPart = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
  return `  ${name} ${passed} passed, ${failed} failed${skippedPart} (${outcome.seconds.toFixed(1)} s)`
}

function printList(title: string, entries: readonly string[]): void {
  if (entries.length === 0) return
  console.log(`\n!! ${title}`)
  for (const entry of entries) console.log(`   - ${entry}`)
}
