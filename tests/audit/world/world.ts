import { randomBytes } from 'node:crypto'
import type { TestRedis } from '../../helpers/test-redis.ts'
import { startRedis } from '../../helpers/test-redis.ts'
import type { TestServer } from '../../helpers/test-server.ts'
import { startServer } from '../../helpers/test-server.ts'
import { until } from '../../helpers/until.ts'
import { pass } from '../../load/clock.ts'
import type { AuditDatabase } from './database.ts'
import { startDatabase } from './database.ts'

/** The servers of an audit, started for it alone and killed again and again. */
export interface World {
  readonly database: AuditDatabase
  /** The secret of the access tokens, shared by all nodes. */
  readonly jwtSecret: string
  readonly nodes: readonly TestServer[]
  /** Present when there is more than one node. */
  readonly redis: TestRedis | undefined
  /** Kills a node (`kill -9`) and starts it again after `away` ms; resolves when it serves. */
  crashNode: (index: number, away: number) => Promise<void>
  stop: () => Promise<void>
}

/** How long a node may take to come back, database crashes in between included. */
const RESTART_PATIENCE_MS = 60_000

/** Starts PostgreSQL, Redis for more than one node, and the built server `nodes` times. */
export async function startWorld({ nodes: count }: { nodes: number }): Promise<World> {
  const database = await startDatabase()
  const redis = count > 1 ? await startRedis() : undefined
  const jwtSecret = randomBytes(48).toString('base64url')
  const env = { JWT_SECRET: jwtSecret, LOG_LEVEL: 'warn', RATE_LIMIT_FACTOR: '1000' }
  const nodes: TestServer[] = []
  for (let node = 0; node < count; node += 1) nodes.push(await startServer({ database, redis: redis?.url, env }))
  return {
    database,
    jwtSecret,
    nodes,
    redis,
    crashNode: async (index, away) => {
      await nodes[index]?.kill()
      await pass(away)
      await until(() => startAgain(nodes[index]), { within: RESTART_PATIENCE_MS, every: 200, what: `node ${index}` })
    },
    stop: async () => {
      await Promise.all(nodes.map(node => node.dispose()))
      await redis?.stop()
      await database.drop()
    },
  }
}

/** A start fails while PostgreSQL is away; an operator's supervisor would try again, too. */
async function startAgain(node: TestServer | undefined): Promise<boolean> {
  await node?.start()
  return true
}
