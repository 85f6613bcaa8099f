import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { freePort } from '../../helpers/free-port.ts'
import { until } from '../../helpers/until.ts'
import type { Child } from '../child.ts'
import { startChild } from '../child.ts'
import type { Cluster } from '../database/cluster.ts'
import { withClient } from '../database/cluster.ts'
import { createCrowd } from '../database/people.ts'
import { digestOf } from '../generator/room.ts'
import { PROBE_OPTIONS } from '../probe/remote-probe.ts'
import type { Size, StoredRoom, Target } from './target.ts'

const BUILT_SERVER = resolve('.output/server/index.mjs')

/** Multiplies every rate limit, see `server/infra/rate-limiters.ts`: limits count, and never bite. */
const RATE_LIMIT_FACTOR = '100000'

interface ProductOptions {
  cluster: Cluster
  size: Size
  /** A folder for its log and its data. */
  directory: string
  /** How many processes share the database; more than one need Redis. */
  nodes?: number
  redisUrl?: string | undefined
  /** More options for Node, such as those of a profile. */
  nodeOptions?: string[]
}

/** Starts the built product on a fresh database full of people. */
export async function startProduct({ cluster, size, directory, nodes = 1, redisUrl, nodeOptions = [] }: ProductOptions): Promise<Target> {
  const name = nodes === 1 ? 'product' as const : 'product-2' as const
  const jwtSecret = createSecret()
  const databaseUrl = await cluster.createDatabase(`load_${name.replace('-', '_')}`, { migrated: true })
  const { clients, membersPerRoom } = size
  const rooms = await createCrowd({ databaseUrl, jwtSecret, rooms: clients / membersPerRoom, membersPerRoom })
  const servers: ProductNode[] = []
  for (let node = 0; node < nodes; node += 1) {
    servers.push(await startProductOn({ directory: join(directory, `${name}-${node}`), databaseUrl, jwtSecret, redisUrl, nodeOptions }))
  }
  return {
    name,
    address: { kind: 'product', urls: servers.map(({ url }) => url) },
    rooms,
    servers: servers.map(({ server }) => server),
    databaseUrl,
    stored: () => readStored(databaseUrl),
    isOrdered: true,
    stop: async () => {
      await Promise.all(servers.map(({ server }) => server.stop()))
    },
  }
}

/** One process of the product on a database that is there already. */
export interface ProductNode {
  url: string
  server: Child
  jwtSecret: string
}

interface NodeOptions {
  /** For its data and its log. */
  directory: string
  databaseUrl: string
  jwtSecret?: string
  redisUrl?: string | undefined
  nodeOptions?: string[]
}

/** Starts one process of the product and waits until it is ready. */
export async function startProductOn({ directory, databaseUrl, jwtSecret = createSecret(), redisUrl, nodeOptions = [] }: NodeOptions): Promise<ProductNode> {
  await mkdir(directory, { recursive: true })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = startChild({
    script: BUILT_SERVER,
    nodeOptions: ['--disable-warning=ExperimentalWarning', ...PROBE_OPTIONS, ...nodeOptions],
    env: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: url,
      PARLEY_DATA_DIR: directory,
      DATABASE_URL: databaseUrl,
      JWT_SECRET: jwtSecret,
      RATE_LIMIT_FACTOR,
      ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
    },
    logFile: join(directory, 'server.log'),
  })
  await until(() => isReady(url, server), { within: 60_000, every: 50, what: 'the server' })
  return { url, server, jwtSecret }
}

function createSecret(): string {
  return randomBytes(48).toString('base64url')
}

async function isReady(url: string, { process: { exitCode }, output }: Child): Promise<boolean> {
  if (exitCode !== null) throw new Error(`The server ended:\n${output()}`)
  const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2_000) })
  await response.body?.cancel()
  return response.ok
}

async function readStored(databaseUrl: string): Promise<Map<string, StoredRoom>> {
  const { rows } = await withClient(databaseUrl, client => client.query<{ conversation_id: string, ids: string[], bodies: string[], seqs: number[] }>(`
    SELECT conversation_id, array_agg(id::text ORDER BY seq) AS ids, array_agg(body ORDER BY seq) AS bodies, array_agg(seq ORDER BY seq) AS seqs
    FROM messages GROUP BY conversation_id`))
  return new Map(rows.map(({ conversation_id: id, ids, bodies, seqs }) => {
    if (seqs.some((seq, index) => seq !== index + 1)) throw new Error(`The numbers of conversation ${id} have a gap`)
    return [id, { messages: ids.length, digest: digestOf(ids.map((message, index) => `${message} ${bodies[index]}`)) }]
  }))
}
