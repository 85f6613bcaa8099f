import type { Ground, Ship } from '../fleet.ts'
import { withFleet } from '../fleet.ts'
import type { Latency } from '../statistics.ts'
import { median, summarize } from '../statistics.ts'
import type { Size, TargetName } from '../targets/target.ts'
import { remoteProbe } from '../probe/remote-probe.ts'
import { problemsOfRun } from '../verdict.ts'

export interface DeliveryOptions {
  names: readonly TargetName[]
  sizes: readonly Size[]
  /** Sends a second. */
  rate: number
  seconds: number
  rounds: number
}

/** One target at one size: medians over the rounds, in ms. */
export interface DeliveryResult extends Omit<Latency, 'max'> {
  target: TargetName
  clients: number
  /** The 99th percentile of every round, in their order. */
  rounds: number[]
  /** Processor time of the server per message, in ms. */
  cpuPerMessage: number
  /** Share of the time in which the busiest generator was busy, and by how many ms it sent late (p99). */
  generator: { utilization: number, latenessP99: number }
}

interface Turn extends Latency {
  cpuPerMessage: number
  utilization: number
  latenessP99: number
}

/** Seconds of load before the clock of a turn starts. */
const WARM_UP = 1

/** Delivery at a fixed rate: the targets take turns, several rounds, all of them alive throughout. */
export async function measureDelivery(options: DeliveryOptions, ground: Ground): Promise<DeliveryResult[]> {
  const results: DeliveryResult[] = []
  for (const size of options.sizes) {
    ground.say(`delivery: ${size.clients} clients in rooms of ${size.membersPerRoom}, ${options.rate} messages/s`)
    results.push(...await withFleet({ names: options.names, size, ground }, ships => takeTurns(ships, size, options, ground)))
  }
  return results
}

async function takeTurns(ships: readonly Ship[], size: Size, { rate, seconds, rounds }: DeliveryOptions, ground: Ground): Promise<DeliveryResult[]> {
  const turns = new Map<Ship, Turn[]>(ships.map(ship => [ship, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const ship of ships) {
      const turn = await takeTurn(ship, { rate, seconds, seed: round + 1 }, ground)
      turns.get(ship)?.push(turn)
      ground.say(`  round ${round + 1} ${ship.target.name.padEnd(9)} p50 ${turn.p50.toFixed(1)} p95 ${turn.p95.toFixed(1)} p99 ${turn.p99.toFixed(1)} ms`)
    }
  }
  return ships.map(ship => toResult(ship, size, turns.get(ship) ?? []))
}

async function takeTurn({ target, crew }: Ship, load: { rate: number, seconds: number, seed: number }, ground: Ground): Promise<Turn> {
  const probes = target.servers.map(remoteProbe)
  await Promise.all(probes.map(call => call('watch')))
  const reports = await crew.run({ ...load, warmUp: WARM_UP })
  const strains = await Promise.all(probes.map(call => call('look')))
  for (const problem of problemsOfRun(target, reports)) ground.complain(problem)
  const sent = reports.reduce((sum, report) => sum + report.sent, 0)
  return {
    ...summarize(reports.map(report => report.latencies)),
    cpuPerMessage: strains.reduce((sum, strain) => sum + strain.cpu, 0) / sent,
    utilization: Math.max(...reports.map(report => report.utilization)),
    latenessP99: Math.max(...reports.map(report => report.latenessP99)),
  }
}

function toResult({ target }: Ship, { clients }: Size, turns: readonly Turn[]): DeliveryResult {
  const medianOf = (value: (turn: Turn) => number) => median(turns.map(value))
  return {
    target: target.name,
    clients,
    count: turns.reduce((sum, turn) => sum + turn.count, 0),
    p50: medianOf(turn => turn.p50),
    p95: medianOf(turn => turn.p95),
    p99: medianOf(turn => turn.p99),
    rounds: turns.map(turn => turn.p99),
    cpuPerMessage: medianOf(turn => turn.cpuPerMessage),
    generator: { utilization: medianOf(turn => turn.utilization), latenessP99: medianOf(turn => turn.latenessP99) },
  }
}
