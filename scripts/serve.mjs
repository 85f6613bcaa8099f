// What `npm start` and `npm run dev` do once everything is installed: make what is out of date,
// start the server, say where it is, and end with it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { loadConfig } from '../server/infra/config.ts'
import { assertDataDirFree } from '#server/infra/postgres/data-lock.ts'
import { stopOrphanedPostgres } from '#server/infra/postgres/embedded-postgres.ts'
import { build } from './steps/build.mjs'
import { fail } from './steps/fail.mjs'
import { generateClient, prepareTypes } from './steps/generate.mjs'
import { handOnSignals } from './steps/hand-on-signals.mjs'
import { inProject, projectDir } from './steps/project.mjs'

/** Milliseconds between two looks at a server that is coming up. */
const LOOK_EVERY_MS = 150

const isDevelopment = process.argv.includes('--dev')

process.chdir(projectDir)
await serve().catch(fail)

async function serve() {
  // Before a minute of building: what would stop the server stops here.
  const config = loadConfig(process.env)
  if (!config.DATABASE_URL) await assertDataDirFree(config.PARLEY_DATA_DIR)
  await refuseBusyPort(config)
  await generateClient()
  await (isDevelopment ? prepareTypes() : build())
  start(config)
  await untilReady(config)
  greet(config)
}

async function refuseBusyPort({ PORT, HOST }) {
  const probe = createServer().listen(PORT, HOST)
  try {
    await once(probe, 'listening')
  }
  catch (error) {
    const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${error.code})`
    throw new Error(`PORT ${PORT} ${reason}; set it to another one, for example: PORT=${PORT + 1} npm start`, { cause: error })
  }
  probe.close()
  await once(probe, 'close')
}

function start({ PORT, HOST, DATABASE_URL, PARLEY_DATA_DIR }) {
  const [command, args] = isDevelopment
    ? [inProject('node_modules/.bin/nuxt'), ['dev', '--port', String(PORT), '--no-clear']]
    : [process.execPath, ['--disable-warning=ExperimentalWarning', inProject('.output/server/index.mjs')]]
  const server = spawn(command, args, {
    // The built server ends itself when this channel breaks: when this script is killed.
    stdio: isDevelopment ? 'inherit' : ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: isDevelopment ? 'development' : 'production',
      PORT: String(PORT),
      LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
      // Nuxt's development server listens on this machine only, unless `HOST` is set.
      HOST: isDevelopment ? process.env.HOST || '127.0.0.1' : HOST,
      NITRO_SHUTDOWN_SIGNALS: 'SIGTERM SIGINT SIGHUP',
      // The engine of the migrations is WebAssembly, which Node calls an experiment.
      ...(isDevelopment && { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --disable-warning=ExperimentalWarning`.trim() }),
    },
  })
  // Nuxt's development server ends without waiting for its parts.
  handOnSignals(server, isDevelopment && !DATABASE_URL ? () => stopOrphanedPostgres(PARLEY_DATA_DIR) : undefined)
}

async function untilReady(config) {
  while (!await isReady(config)) await new Promise(done => setTimeout(done, LOOK_EVERY_MS))
}

async function isReady({ PORT, HOST }) {
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  try {
    return (await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${PORT}/api/health`)).ok
  }
  catch {
    return false
  }
}

function greet({ PORT, DATABASE_URL, PARLEY_DATA_DIR }) {
  console.log(`\n  Parley is ready: http://localhost:${PORT}\n`)
  if (!DATABASE_URL) console.log(`  Ctrl-C stops everything. Data stays in ${PARLEY_DATA_DIR}\n`)
}
