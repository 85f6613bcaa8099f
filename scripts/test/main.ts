import { spawnSync } from 'node:child_process'
import type { Print } from './run-command.ts'
import { schedule } from './schedule.ts'
import type { Suite } from './suites.ts'
import { groups, suites } from './suites.ts'
import { printSummary } from './summary.ts'
import type { Outcome } from './tally.ts'
import { total } from './tally.ts'

/**
 * Runs the suites or groups that are named on the command line, or all suites, with those that they
 * need. Ends with the line `N passed, N failed`; the exit code is 1 when a test failed, and 2 for an
 * unknown name.
 */
async function main(names: readonly string[]): Promise<void> {
  const known = [...suites.map(({ name }) => name), ...Object.keys(groups)]
  const unknown = names.filter(name => !known.includes(name))
  if (unknown.length > 0) {
    console.error(`Unknown suite: ${unknown.join(', ')}. There are: ${known.join(', ')}`)
    process.exitCode = 2
    return
  }
  if (names.includes('full')) process.env.PARLEY_TEST_FULL = 'yes'
  const chosen = choose(names.flatMap(name => groups[name] ?? [name]))
  const outcomes = await schedule(chosen, runSuite, ({ name }, failed) => ({ suite: name, notRun: `${failed} did not succeed` }))
  printSummary(outcomes, leftOut(chosen))
  process.exitCode = total(outcomes).failed > 0 ? 1 : 0
}

/** The named suites, or all, with everything that they need, in order. */
function choose(names: readonly string[]): Suite[] {
  if (names.length === 0) return suites.filter(suite => !suite.onRequest)
  const needed = new Set(names)
  const add = (name: string) => {
    needed.add(name)
    suites.find(suite => suite.name === name)?.needs?.forEach(add)
  }
  names.forEach(add)
  return suites.filter(suite => needed.has(suite.name))
}

/** A suite that has both processors prints as it goes; others print at their end, so that their lines do not mix. */
async function runSuite(suite: Suite): Promise<Outcome> {
  const obstacle = suite.obstacle?.()
  if (obstacle !== undefined) return { suite: suite.name, notRun: obstacle }
  const startedAt = performance.now()
  const lines: string[] = []
  const print: Print | undefined = suite.processors === 1 ? text => void lines.push(text) : undefined
  if (!print) console.log(`\n━━ ${suite.name}`)
  const tally = await suite.run(print)
  const seconds = (performance.now() - startedAt) / 1_000
  if (print) console.log(`\n━━ ${suite.name} (${seconds.toFixed(1)} s)\n${lines.join('')}`.trimEnd())
  return { suite: suite.name, seconds, budget: suite.budget, tally }
}

/** Claims that this run does not prove although their suite runs. */
function leftOut(chosen: readonly Suite[]): string[] {
  const names = chosen.map(({ name }) => name)
  const hasRedis = spawnSync('redis-server', ['--version']).status === 0
  return [
    ...(hasRedis || !names.some(name => name === 'integration' || name === 'slow') ? [] : ['everything about several nodes: no redis-server on the PATH']),
    ...(process.env.PARLEY_TEST_FULL || !names.includes('slow') ? [] : ['upgrades from older versions than the last: `npm test -- full`']),
  ]
}

await main(process.argv.slice(2))
