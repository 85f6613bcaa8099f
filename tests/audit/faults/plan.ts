import type { Random } from '../../load/random.ts'

/** One blow: when (ms after the start), what, to which one, and for how long it stays away (ms). */
export interface Fault {
  at: number
  kind: 'cut-device' | 'kill-node' | 'kill-redis' | 'kill-postgres'
  target: number
  away: number
}

interface PlanOptions {
  random: Random
  seconds: number
  devices: number
  nodes: number
}

/** Milliseconds between two blows of a kind, on average, and how long a victim stays away at most. */
const rhythm: Record<Fault['kind'], { every: number, away: number }> = {
  'cut-device': { every: 350, away: 0 },
  'kill-node': { every: 5_000, away: 1_500 },
  'kill-redis': { every: 3_500, away: 1_500 },
  'kill-postgres': { every: 12_000, away: 0 },
}

/** Draws a run's blows from the seed: the same seed, the same plan. */
export function planFaults({ random, seconds, devices, nodes }: PlanOptions): Fault[] {
  const targets: Record<Fault['kind'], number> = { 'cut-device': devices, 'kill-node': nodes, 'kill-redis': nodes > 1 ? 1 : 0, 'kill-postgres': 1 }
  return (Object.keys(rhythm) as Fault['kind'][])
    .flatMap(kind => timesOf(kind, random, seconds * 1_000).map(at => ({
      at,
      kind,
      target: Math.floor(random() * targets[kind]),
      away: Math.round(random() * rhythm[kind].away),
    })).filter(() => targets[kind] > 0))
    .sort((left, right) => left.at - right.at)
}

/** At least one blow of each kind, wherever the run ends. */
function timesOf(kind: Fault['kind'], random: Random, duration: number): number[] {
  const { every } = rhythm[kind]
  const count = Math.max(1, Math.round(duration / every))
  return Array.from({ length: count }, () => Math.round(random() * duration * 0.9))
}
