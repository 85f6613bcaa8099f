import { availableParallelism, cpus, totalmem } from 'node:os'
import type { Cluster } from './database/cluster.ts'

/** What a figure was taken on, in general words. */
export interface Machine {
  cores: number
  processor: string
  memoryGigabytes: number
  node: string
  postgres: string
}

export async function describeMachine(cluster: Cluster): Promise<Machine> {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGigabytes: Math.round(totalmem() / 1_000_000_000),
    node: process.versions.node,
    postgres: await cluster.version(),
  }
}
