import { once } from 'node:events'
import { createServer } from 'node:http'
import { authenticateCredential } from '#server/domain/authentication/authenticate.ts'
import { signAccessToken } from '#server/domain/authentication/access-token.ts'
import { ACCESS_COOKIE } from '#server/domain/authentication/credential.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { config, loadConfig } from '#server/infra/config.ts'
import { createRateLimiters, rateLimiters } from '#server/infra/rate-limiters.ts'
import { connectRedis } from '#server/infra/redis.ts'
import type { Realtime } from '#server/websocket/start-realtime.ts'
import { startRealtime } from '#server/websocket/start-realtime.ts'
import type { Timings } from '#server/websocket/timings.ts'
import { TestClient } from './test-client.ts'
import { until } from './until.ts'

/** Spans in milliseconds, short enough to wait for. */
const quickTimings: Partial<Timings> = {
  sweep: 150,
  verify: 20,
  beacon: [100, 150],
  typing: 400,
  presenceBatch: 40,
  presenceGrace: 200,
  presenceLease: 600,
  presenceRenew: 100,
}

/** The realtime edge alone, on a plain HTTP server, over the domain of this process. */
export interface TestNode extends Realtime {
  readonly url: string
  /** A browser of this person, signed in. */
  browserOf(actor: Actor): Promise<TestClient>
  /** A program of this person: a Bearer token, no Origin, no cookie. */
  programOf(actor: Actor): Promise<TestClient>
  close(): Promise<void>
}

export interface NodeOptions {
  redis?: string
  /** Starts though Redis is not there. */
  withoutWaiting?: boolean
  timings?: Partial<Timings>
  origins?: string[]
  path?: string
}

/** Sets what the process would have read at boot. Called once in a file, before its nodes. */
export function configureProcess(env: Record<string, string> = {}): void {
  config.set(loadConfig({ JWT_SECRET: 'a harbor at night: 0123456789 lights', TRUSTED_PROXIES: '127.0.0.1', ...env }))
  rateLimiters.set(createRateLimiters({ redis: undefined, factor: 1 }))
}

/** Starts a node. The caller closes it. */
export async function startNode({ redis, withoutWaiting = false, timings = {}, origins = [], path = '/socket.io' }: NodeOptions = {}): Promise<TestNode> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  const url = `http://127.0.0.1:${address.port}`
  const connection = redis === undefined ? undefined : connectRedis(redis, error => error)
  if (connection && !withoutWaiting) await until(() => connection.status === 'ready')
  const realtime = startRealtime({
    server, path, origins, authenticateCredential, redis: connection, validate: true, timings: { ...quickTimings, ...timings },
  })
  return {
    ...realtime,
    url,
    browserOf: async (actor) => {
      const client = new TestClient({ url })
      client.cookies.set(ACCESS_COOKIE, await signAccessToken(actor))
      return client
    },
    programOf: async (actor) => {
      const client = new TestClient({ url }, { as: 'api' })
      client.accessToken = await signAccessToken(actor)
      return client
    },
    close: async () => {
      await realtime.drain()
      realtime.stop()
      connection?.disconnect()
      server.closeAllConnections()
    },
  }
}
