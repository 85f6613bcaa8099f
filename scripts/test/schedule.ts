import type { Outcome } from './tally.ts'
import { hasSucceeded } from './tally.ts'

/** What the schedule needs to know of a suite. */
export interface Scheduled {
  name: string
  /** Suites that must succeed first. Those that are not part of the run do not count. */
  needs?: readonly string[]
  /** How many processors it keeps busy. */
  processors: 1 | 2
}

/** Processors that the suites share: the machine of a small CI has two. */
const PROCESSORS = 2

/**
 * Runs suites in their order, several at once while processors are free. A suite waits for those it
 * needs; when one of them did not succeed, it is passed to `skip`. Returns the outcomes in the order
 * of their end.
 */
export async function schedule<S extends Scheduled>(suites: readonly S[], run: (suite: S) => Promise<Outcome>, skip: (suite: S, failed: string) => Outcome): Promise<Outcome[]> {
  const waiting = [...suites]
  const running = new Map<S, Promise<void>>()
  const outcomes: Outcome[] = []
  const outcomeOf = (name: string) => outcomes.find(({ suite }) => suite === name)
  const isInRun = (name: string) => suites.some(suite => suite.name === name)

  function start(suite: S): void {
    waiting.splice(waiting.indexOf(suite), 1)
    const needs = (suite.needs ?? []).filter(isInRun)
    const failed = needs.find(name => !hasSucceeded(outcomeOf(name)))
    const outcome = failed === undefined ? run(suite) : Promise.resolve(skip(suite, failed))
    running.set(suite, outcome.then((result) => {
      outcomes.push(result)
      running.delete(suite)
    }))
  }

  /** The first waiting suite whose needs have ended and that fits beside those that run. */
  function next(): S | undefined {
    const free = PROCESSORS - [...running.keys()].reduce((sum, { processors }) => sum + processors, 0)
    return waiting.find(({ needs = [], processors }) => processors <= free && needs.filter(isInRun).every(name => outcomeOf(name)))
  }

  while (waiting.length > 0 || running.size > 0) {
    const suite = next()
    if (suite) start(suite)
    else if (running.size > 0) await Promise.race(running.values())
    else throw new Error(`These suites need each other: ${waiting.map(({ name }) => name).join(', ')}`)
  }
  return outcomes
}
