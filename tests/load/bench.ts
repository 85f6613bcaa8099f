import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCluster } from './database/cluster.ts'
import type { Ground } from './fleet.ts'
import { describeMachine } from './machine.ts'
import type { BenchOptions } from './options.ts'
import { hasRedis, readOptions, usage } from './options.ts'
import { measureApi } from './parts/api.ts'
import { measureDelivery } from './parts/delivery.ts'
import { measureMemory } from './parts/memory.ts'
import { measureNodes } from './parts/nodes.ts'
import { measureRate } from './parts/rate.ts'
import { measureStorm } from './parts/storm.ts'
import { reportOf } from './report/print.ts'
import { ratiosOf } from './report/ratios.ts'
import type { BenchResults } from './report/results.ts'

/**
 * `npm run bench`: measures the product beside its yardsticks and prints tables and, as the last
 * thing, one JSON document. Progress goes to standard error. It asserts no time; it fails when a
 * message was lost or doubled, when the order differed, or a client's state from the database.
 */
async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args)
  if (options === 'help') {
    console.log(usage)
    return
  }
  const directory = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  const cluster = await openCluster(options.databaseUrl)
  const problems: string[] = []
  const ground: Ground = {
    cluster,
    directory,
    redisUrl: undefined,
    profileDirectory: options.profileDirectory,
    say: line => console.error(line),
    complain: problem => problems.push(problem),
  }
  try {
    const results = { machine: await describeMachine(cluster), ...await measure(options, ground), problems: [...new Set(problems)] }
    console.log(`\n${reportOf(results)}\n`)
    console.log(JSON.stringify({ ...results, ratios: ratiosOf(results) }))
    process.exitCode = problems.length > 0 ? 1 : 0
  }
  finally {
    await cluster.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

/** The chosen parts, one after the other: each wants the machine for itself. */
async function measure(options: BenchOptions, ground: Ground): Promise<Partial<BenchResults>> {
  const { parts, targets: names, sizes, rate, seconds, rounds, refinements, idleClients, messages, requests } = options
  const results: Partial<BenchResults> = {}
  const ends = names.filter(name => name === 'bare' || name === 'product')
  if (parts.includes('delivery')) results.delivery = await measureDelivery({ names, sizes, rate, seconds, rounds }, ground)
  if (parts.includes('rate')) results.rate = await measureRate({ names, sizes: sizes.filter(size => size.clients <= 1_000), seconds: Math.min(seconds, 4), rounds, refinements }, ground)
  if (parts.includes('memory')) results.memory = await measureMemory({ names: ends, size: idleClients, rounds }, ground)
  if (parts.includes('storm')) results.storm = await measureStorm({ names: ends, size: idleClients, rate, rounds }, ground)
  if (parts.includes('nodes') && !hasRedis()) ground.say('two nodes: left out, there is no redis-server on the PATH')
  else if (parts.includes('nodes')) results.nodes = await measureNodes({ sizes: sizes.filter(size => size.clients === 1_000), rate, seconds, rounds }, ground)
  if (parts.includes('api')) results.api = await measureApi({ messages, requests }, ground)
  return results
}

await main(process.argv.slice(2))
