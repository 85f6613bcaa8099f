import type { Cluster } from './database/cluster.ts'
import type { Crew } from './generator/crew.ts'
import { startCrew } from './generator/crew.ts'
import { startProduct } from './targets/product-target.ts'
import type { Size, Target, TargetName } from './targets/target.ts'
import { startYardstick } from './targets/yardstick-target.ts'
import { problemsOfState } from './verdict.ts'

/** What every part of a bench works with. */
export interface Ground {
  cluster: Cluster
  /** A folder for logs and data; it goes when the bench ends. */
  directory: string
  /** Where profiles of the product go, if they are wanted. */
  profileDirectory: string | undefined
  /** Where Redis listens, if there is one. */
  redisUrl: string | undefined
  /** Tells a person what goes on. */
  say: (line: string) => void
  /** Notes a broken promise; the bench fails at its end. */
  complain: (problem: string) => void
}

/** A target with all clients connected. */
export interface Ship {
  target: Target
  crew: Crew
  /** Milliseconds until all clients were connected. */
  connecting: number
}

/**
 * Starts the targets of a comparison and connects their clients, one target after the other, hands
 * them to `work`, and then compares what the clients hold with the databases.
 */
export async function withFleet<Result>(
  { names, size, ground }: { names: readonly TargetName[], size: Size, ground: Ground },
  work: (ships: Ship[]) => Promise<Result>,
): Promise<Result> {
  const ships: Ship[] = []
  try {
    for (const name of names) ships.push(await launch(name, size, ground))
    const result = await work(ships)
    for (const { target, crew } of ships) {
      for (const problem of await problemsOfState(target, crew)) ground.complain(problem)
    }
    return result
  }
  finally {
    for (const { target, crew } of ships) {
      await crew.stop()
      await target.stop()
    }
  }
}

/** Starts one target and connects its clients. */
export async function launch(name: TargetName, size: Size, ground: Ground): Promise<Ship> {
  const target = await startTarget(name, size, ground)
  const crew = startCrew(target, ground.directory)
  return { target, crew, connecting: await crew.connect() }
}

/** Starts one target without clients. */
export async function startTarget(name: TargetName, size: Size, { cluster, directory, redisUrl, profileDirectory }: Ground): Promise<Target> {
  const nodeOptions = profileOptions(profileDirectory)
  if (name === 'product') return await startProduct({ cluster, directory, size, nodeOptions })
  if (name === 'product-2') return await startProduct({ cluster, directory, size, nodes: 2, redisUrl, nodeOptions })
  return await startYardstick({ name, cluster, directory, size })
}

/** What Node wants to keep a processor profile in this folder, if one is wanted. */
export function profileOptions(directory: string | undefined): string[] {
  return directory === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', directory]
}
