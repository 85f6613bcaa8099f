import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from './free-port.ts'
import type { TestDatabase } from './test-database.ts'
import { createDatabase } from './test-database.ts'
import type { TestProcess } from './test-process.ts'
import { startProcess } from './test-process.ts'
import { until } from './until.ts'

const BUILT_SERVER = '.output/server/index.mjs'

export interface ServerOptions {
  /** Another server's database, for several nodes; a fresh one otherwise. */
  database?: TestDatabase
  /** The address of a Redis, for several nodes. */
  redis?: string | undefined
  /** Variables on top of those a test server gets; `undefined` takes one away. */
  env?: Record<string, string | undefined>
  /** The checkout whose build runs; this one otherwise. */
  directory?: string
}

/** The built server as a process of its own, with a database of its own. */
export interface TestServer {
  readonly url: string
  readonly port: number
  readonly database: TestDatabase
  /** Where it keeps its files and its mail. */
  readonly dataDir: string
  /** Everything that it logged, over all its starts. */
  log(): string
  /** Ends it in order; its address and database stay for `start`. */
  stop(): Promise<void>
  /** Ends it as a crash would. */
  kill(): Promise<void>
  /** Starts it again after `stop` or `kill`, on the same port and database. */
  start(): Promise<void>
  /** Ends it and removes all that it left. For `afterAll`. */
  dispose(): Promise<void>
}

/**
 * Starts the built server on a free port and waits until it is ready.
 * @throws an error with the server's log when it ends or is not ready after 60 s.
 */
export async function startServer({ database: given, redis, env: extra = {}, directory = '.' }: ServerOptions = {}): Promise<TestServer> {
  const cwd = resolve(directory)
  const built = join(cwd, BUILT_SERVER)
  if (!existsSync(built)) throw new Error('There is no build yet: run `npm run build`, or `npm test -- integration`, which builds')
  const database = given ?? await createDatabase()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-data-'))
  const env = serverEnvironment({ port, url, dataDir, databaseUrl: database.url, redis }, extra)
  const starts: TestProcess[] = []

  async function start(): Promise<void> {
    const server = startProcess({ command: process.execPath, args: [built], env, cwd })
    starts.push(server)
    const state = await until(() => readiness(url, server), { within: 60_000, every: 50, what: 'the server' })
      .catch((error: unknown) => `not ready: ${String(error)}`)
    if (state === 'ready') return
    await server.kill()
    throw new Error(`The server is ${state}:\n${server.output().slice(-4_000)}`)
  }

  async function dispose(): Promise<void> {
    await starts.at(-1)?.stop()
    if (given === undefined) await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  }

  // One that does not start leaves nothing behind either.
  await start().catch(async (error: unknown) => {
    await dispose()
    throw error
  })
  return {
    url,
    port,
    database,
    dataDir,
    log: () => starts.map(server => server.output()).join(''),
    start,
    stop: async () => await starts.at(-1)?.stop(),
    kill: async () => await starts.at(-1)?.kill(),
    dispose,
  }
}

interface Place {
  port: number
  url: string
  dataDir: string
  databaseUrl: string
  redis: string | undefined
}

function serverEnvironment({ port, url, dataDir, databaseUrl, redis }: Place, extra: ServerOptions['env']): Record<string, string> {
  const env: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    // Coverage is gathered from servers too, when it is asked for.
    NODE_V8_COVERAGE: process.env.PARLEY_SERVER_COVERAGE,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    PARLEY_DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis,
    JWT_SECRET: randomBytes(48).toString('base64url'),
    // Each test client may speak from an address of its own.
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_LEVEL: 'debug',
    ...extra,
  }
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

async function readiness(url: string, server: TestProcess): Promise<string | undefined> {
  if (server.exitCode() !== undefined) return `gone (exit code ${server.exitCode()})`
  const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2_000) })
  await response.body?.cancel()
  return response.ok ? 'ready' : undefined
}
