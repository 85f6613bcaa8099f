import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { build } from './steps/build.mjs'
import { fail } from './steps/fail.mjs'
import { generate } from './steps/generate.mjs'
import { projectDir, inProject } from './steps/project.mjs'

/** Milliseconds between two looks at a server that is coming up. */
const LOOK_EVERY_MS = 150

const isDevelopment = process.argv.includes('--dev')
const port = Number(process.env.PORT ?? 3000)
const address = `http://localhost:${port}`

await serve().catch(fail)

async function serve() {
  await refuseBusyPort()
  await generate()
  if (!isDevelopment) await build()
  const server = spawn(...command(), {
    cwd: projectDir,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: isDevelopment ? 'development' : 'production', PORT: String(port), LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn', NUXT_PUBLIC_DEMO: String(!process.env.DATABASE_URL) },
  })
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => server.kill('SIGTERM'))
  server.on('exit', (code, signal) => process.exit(signal === null ? code ?? 1 : 128 + 15))
  await untilReady()
  await greet()
}

function command() {
  return isDevelopment
    ? [inProject('node_modules/.bin/nuxt'), ['dev', '--port', String(port), '--no-clear']]
    : [process.execPath, ['--disable-warning=ExperimentalWarning', inProject('.output/server/index.mjs')]]
}

async function refuseBusyPort() {
  const probe = createServer().listen(port)
  try {
    await once(probe, 'listening')
  }
  catch {
    throw new Error(`Port ${port} is in use; set PORT to another one, for example: PORT=3001 npm start`)
  }
  probe.close()
  await once(probe, 'close')
}

async function untilReady() {
  while (!await isReady()) await new Promise(done => setTimeout(done, LOOK_EVERY_MS))
}

async function isReady() {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`)).ok
  }
  catch {
    return false
  }
}

async function greet() {
  console.log(`\n  Parley is ready: ${address}\n`)
  if (process.env.DATABASE_URL) return
  const { demoAccounts, demoPassword } = await import('../prisma/demo-accounts.ts')
  console.log(`  Demo accounts (password for all: ${demoPassword})`)
  for (const { email, role } of demoAccounts) console.log(`    ${email.padEnd(28)} ${role}`)
  console.log('\n  Ctrl-C stops everything. Data stays in .data.\n')
}
