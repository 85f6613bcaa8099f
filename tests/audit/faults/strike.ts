import { now, pass } from '../../load/clock.ts'
import type { Device } from '../client/device.ts'
import type { World } from '../world/world.ts'
import type { Fault } from './plan.ts'

/** How many blows of each kind fell. */
export type Tally = Record<Fault['kind'], number>

interface StrikeOptions {
  plan: readonly Fault[]
  world: World
  devices: readonly Device[]
  say: (line: string) => void
}

/**
 * Lets the blows fall at their times and resolves when the last victim is back. Different victims
 * may be away together; one that is away already is left alone.
 */
export async function strike({ plan, world, devices, say }: StrikeOptions): Promise<Tally> {
  const tally: Tally = { 'cut-device': 0, 'kill-node': 0, 'kill-redis': 0, 'kill-postgres': 0 }
  const away = new Map<string, Promise<void>>()
  const start = now()
  for (const fault of plan) {
    const victim = `${fault.kind} ${fault.target}`
    await pass(Math.max(0, fault.at - (now() - start)))
    if (away.has(victim)) continue
    tally[fault.kind] += 1
    if (fault.kind !== 'cut-device') say(`  ${(fault.at / 1_000).toFixed(1)} s ${victim}, back after ${fault.away} ms`)
    away.set(victim, fall(fault, world, devices).finally(() => away.delete(victim)))
  }
  await Promise.all(away.values())
  return tally
}

async function fall({ kind, target, away }: Fault, world: World, devices: readonly Device[]): Promise<void> {
  switch (kind) {
    case 'cut-device':
      devices[target]?.cut()
      return
    case 'kill-node':
      await world.crashNode(target, away)
      return
    case 'kill-redis':
      await world.redis?.kill()
      await pass(away)
      await world.redis?.start()
      return
    case 'kill-postgres':
      await world.database.crash()
  }
}
