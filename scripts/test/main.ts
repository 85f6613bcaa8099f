import { spawnSync } from 'node:child_process'
import type { Suite } from './suites.ts'
import { suites } from './suites.ts'
import { printSummary } from './summary.ts'
import type { Outcome } from './tally.ts'
import { total } from './tally.ts'

/**
 * Runs the suites that are named on the command line, or all, and what they need. Ends with the
 * line `N passed, N failed`; the exit code is 1 when anything failed.
 */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter(name => !suites.some(suite => suite.name === name))
  if (unknown.length > 0) {
    console.error(`Unknown suite: ${unknown.join(', ')}. There are: ${suites.map(suite => suite.name).join(', ')}`)
    process.exitCode = 2
    return
  }
  const outcomes: Outcome[] = []
  for (const stage of stagesOf(chosen(names))) {
    outcomes.push(...await Promise.all(stage.map(suite => runSuite(suite, outcomes))))
  }
  printSummary(outcomes, leftOutByMachine())
  process.exitCode = total(outcomes).failed > 0 ? 1 : 0
}

/** The named suites with everything that they need, in order. */
function chosen(names: readonly string[]): Suite[] {
  if (names.length === 0) return suites.filter(suite => !suite.onRequest)
  const needed = new Set(names)
  for (const suite of [...suites].reverse()) {
    if (needed.has(suite.name)) suite.needs?.forEach(name => needed.add(name))
  }
  return suites.filter(suite => needed.has(suite.name))
}

/** What runs one after the other; neighbours that may run at once are one stage. */
function stagesOf(ordered: readonly Suite[]): Suite[][] {
  const stages: Suite[][] = []
  for (const suite of ordered) {
    const last = stages.at(-1)
    if (suite.atOnce && last?.every(({ atOnce }) => atOnce)) last.push(suite)
    else stages.push([suite])
  }
  return stages
}

async function runSuite(suite: Suite, before: readonly Outcome[]): Promise<Outcome> {
  const broken = suite.needs?.find(name => before.some(outcome => outcome.suite === name && !succeeded(outcome)))
  const obstacle = broken === undefined ? suite.obstacle?.() : `${broken} did not succeed`
  if (obstacle !== undefined) return { suite: suite.name, notRun: obstacle }
  console.log(`\n━━ ${suite.name}`)
  const startedAt = performance.now()
  const tally = await suite.run()
  return { suite: suite.name, seconds: (performance.now() - startedAt) / 1_000, tally }
}

function succeeded(outcome: Outcome): boolean {
  return 'tally' in outcome && outcome.tally.failed === 0
}

/** Claims that cannot be tested here although their suite runs. */
function leftOutByMachine(): string[] {
  const redis = spawnSync('redis-server', ['--version']).status === 0
  return redis ? [] : ['everything about several nodes: no redis-server on the PATH']
}

await main(process.argv.slice(2))
