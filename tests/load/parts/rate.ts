import type { RunReport } from '../generator/load.ts'
import type { Ground, Ship } from '../fleet.ts'
import { withFleet } from '../fleet.ts'
import { median, summarize } from '../statistics.ts'
import type { Size, TargetName } from '../targets/target.ts'
import { problemsOfRun } from '../verdict.ts'

export interface RateOptions {
  names: readonly TargetName[]
  sizes: readonly Size[]
  /** Seconds that a rate must be held. */
  seconds: number
  rounds: number
  /** Steps of halving the distance between the last rate that held and the first that did not. */
  refinements: number
}

/** The highest rate that a target held at one size: median over the rounds, messages a second. */
export interface RateResult {
  target: TargetName
  clients: number
  rate: number
  rounds: number[]
  /** The busiest generator's share of busy time at that rate: near 1, it was the limit itself. */
  generatorUtilization: number
}

interface Held {
  rate: number
  utilization: number
}

/** Sustained means: the 99th percentile stays below this many ms and nothing is lost or refused. */
const BEARABLE_P99_MS = 250
/** Seconds of load: a target that is further behind does not sustain the rate. */
const PATIENCE = 2
const FIRST_RATE = 200
const STEP = 1.5

/** Climbs from rate to rate until one is not sustained; targets take turns, several rounds. */
export async function measureRate(options: RateOptions, ground: Ground): Promise<RateResult[]> {
  const results: RateResult[] = []
  for (const size of options.sizes) {
    ground.say(`highest rate: ${size.clients} clients in rooms of ${size.membersPerRoom}`)
    results.push(...await withFleet({ names: options.names, size, ground }, ships => takeTurns(ships, size, options, ground)))
  }
  return results
}

async function takeTurns(ships: readonly Ship[], size: Size, options: RateOptions, ground: Ground): Promise<RateResult[]> {
  const turns = new Map<Ship, Held[]>(ships.map(ship => [ship, []]))
  for (let round = 0; round < options.rounds; round += 1) {
    for (const ship of ships) {
      const before = turns.get(ship)?.at(-1)?.rate
      const held = await climb(ship, { ...options, firstRate: before === undefined ? FIRST_RATE : before / STEP }, ground)
      turns.get(ship)?.push(held)
      ground.say(`  round ${round + 1} ${ship.target.name.padEnd(9)} ${Math.round(held.rate)} messages/s`)
    }
  }
  return ships.map(ship => ({
    target: ship.target.name,
    clients: size.clients,
    rate: median((turns.get(ship) ?? []).map(({ rate }) => rate)),
    rounds: (turns.get(ship) ?? []).map(({ rate }) => rate),
    generatorUtilization: median((turns.get(ship) ?? []).map(({ utilization }) => utilization)),
  }))
}

async function climb(ship: Ship, { seconds, refinements, firstRate }: { seconds: number, refinements: number, firstRate: number }, ground: Ground): Promise<Held> {
  let held: Held = { rate: 0, utilization: 0 }
  let failed = Number.POSITIVE_INFINITY
  for (let rate = firstRate; rate < failed; rate *= STEP) {
    const utilization = await attempt(ship, rate, seconds, ground)
    if (utilization === undefined) failed = rate
    else held = { rate, utilization }
  }
  for (let refinement = 0; refinement < refinements; refinement += 1) {
    const rate = Math.sqrt(Math.max(held.rate, 1) * failed)
    const utilization = await attempt(ship, rate, seconds, ground)
    if (utilization === undefined) failed = rate
    else held = { rate, utilization }
  }
  return held
}

/** Tries a rate, a second time when it did not hold: the machine may have been busy. */
async function attempt({ target, crew }: Ship, rate: number, seconds: number, ground: Ground): Promise<number | undefined> {
  for (const seed of [1, 2]) {
    const reports = await crew.run({ rate, seconds, warmUp: 1, seed, patience: PATIENCE })
    const broken = problemsOfRun(target, reports.map(report => ({ ...report, refused: 0, refusal: undefined })))
    for (const problem of broken) ground.complain(problem)
    if (isSustained(reports)) return Math.max(...reports.map(report => report.utilization))
  }
  return undefined
}

function isSustained(reports: readonly RunReport[]): boolean {
  const { p99 } = summarize(reports.map(report => report.latencies))
  return reports.every(report => report.complete && report.refused === 0 && report.lost === 0) && p99 < BEARABLE_P99_MS
}
