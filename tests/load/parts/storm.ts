import type { Ground } from '../fleet.ts'
import { withFleet } from '../fleet.ts'
import { pass } from '../clock.ts'
import { median } from '../statistics.ts'
import type { Size, TargetName } from '../targets/target.ts'
import { problemsOfRun } from '../verdict.ts'

export interface StormOptions {
  names: readonly TargetName[]
  size: Size
  /** Sends a second while the clients come back. */
  rate: number
  rounds: number
}

/** How long it took until every client was back in sync after all had been cut at once: ms, median. */
export interface StormResult {
  target: TargetName
  clients: number
  duration: number
  rounds: number[]
}

/** Milliseconds of sends before the cut, so that clients come back with something behind them. */
const BEFORE_MS = 1_000
/** Seconds after which even the slowest storm is over. */
const LONGEST_S = 600

/**
 * Cuts all clients at once and lets them come back together. The product's clients then ask for a
 * sync and fetch what they missed, while others go on sending; bare has nothing to catch up with,
 * so its time is that of connecting alone.
 */
export async function measureStorm({ names, size, rate, rounds }: StormOptions, ground: Ground): Promise<StormResult[]> {
  ground.say(`reconnect storm: ${size.clients} clients`)
  const results: StormResult[] = []
  for (const name of names) {
    const durations = await withFleet({ names: [name], size, ground }, async ([ship]) => {
      const times: number[] = []
      for (let round = 0; round < rounds && ship; round += 1) {
        const { target, crew } = ship
        const cutAll = async () => {
          await pass(BEFORE_MS)
          times.push(await crew.storm())
          await crew.finish()
        }
        const sending = name === 'bare' ? [] : crew.run({ rate, seconds: LONGEST_S, warmUp: 0, seed: round + 1 })
        const [reports] = await Promise.all([sending, cutAll()])
        for (const problem of problemsOfRun(target, reports)) ground.complain(problem)
        ground.say(`  round ${round + 1} ${name.padEnd(9)} ${((times.at(-1) ?? 0) / 1_000).toFixed(1)} s`)
      }
      return times
    })
    results.push({ target: name, clients: size.clients, duration: median(durations), rounds: durations })
  }
  return results
}
