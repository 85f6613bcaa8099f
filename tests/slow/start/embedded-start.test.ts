import { readFile, rm } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identify } from '#server/infra/postgres/process-identity.ts'
import { demoAccounts, demoPassword } from '~/prisma/demo-accounts.ts'
import { until } from '../../helpers/until.ts'
import type { Installation } from './data-folder.ts'
import { makeDataFolder, signIn, startInstallation, untilEnded, untilReady } from './data-folder.ts'

/** The pid that PostgreSQL wrote into its own folder. */
async function postgresPid(dataDir: string): Promise<number> {
  const location = await readFile(join(dataDir, 'postgres.location'), 'utf8').catch(() => join(dataDir, 'postgres'))
  return Number((await readFile(join(location.trim(), 'cluster/postmaster.pid'), 'utf8')).split('\n')[0])
}

describe('a start without any variable', () => {
  let dataDir = ''
  let running: Installation
  beforeAll(async () => {
    dataDir = await makeDataFolder()
    running = await startInstallation(dataDir, { LC_ALL: 'C', LANG: 'C' })
    await untilReady(running)
  })
  afterAll(async () => {
    await running.server.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('[M-01] comes up with its own database and the demo world, on a machine whose locale is C', async () => {
    for (const { email } of demoAccounts) expect(await signIn(running, email, demoPassword)).toBe(200)
  })

  it('[S-52] listens on this machine only', async () => {
    const { port } = new URL(running.url)
    const outside = Object.values(networkInterfaces()).flat().filter(entry => entry && !entry.internal && entry.family === 'IPv4').map(entry => entry?.address ?? '')
    for (const address of ['127.0.0.2', ...outside]) await expect(fetch(`http://${address}:${port}/api/health`), address).rejects.toThrow('fetch failed')
  })

  it('[M-01] a second start on the same folder says so in one sentence and ends with 1', async () => {
    const second = await startInstallation(dataDir)
    expect(await untilEnded(second)).toBe(1)
    expect(second.server.output()).toContain(`Parley already runs on ${dataDir} (process ${running.server.pid}); stop it, or set PARLEY_DATA_DIR`)
    expect(await signIn(running, demoAccounts[0].email, demoPassword)).toBe(200)
  })

  it('[M-01] starts again after kill -9 while its PostgreSQL lived on, with everything that was there', async () => {
    const orphan = await postgresPid(dataDir)
    await running.server.kill()
    expect(await identify(orphan)).toBeDefined()
    running = await startInstallation(dataDir)
    await untilReady(running)
    expect(await identify(orphan)).toBeUndefined()
    expect(await signIn(running, demoAccounts[0].email, demoPassword)).toBe(200)
  })

  it('brings its PostgreSQL back when that crashes', async () => {
    const crashed = await postgresPid(dataDir)
    process.kill(crashed, 'SIGKILL')
    await until(async () => await postgresPid(dataDir) !== crashed, { within: 30_000, what: 'another PostgreSQL' })
    // Attempts that fail count against the limit of ten, so not too many of them.
    await until(async () => await signIn(running, demoAccounts[1].email, demoPassword) === 200, { within: 24_000, every: 3_000, what: 'a sign-in' })
  })

  it('[M-01] ends in order and leaves no process and no lock', async () => {
    const postgres = await postgresPid(dataDir)
    await running.server.stop()
    expect(running.server.exitCode()).toBe(0)
    expect(await identify(postgres)).toBeUndefined()
    await expect(readFile(join(dataDir, 'parley.lock'))).rejects.toThrow('ENOENT')
  })

  it('[M-01] told to end in the middle of its start, leaves no process either', async () => {
    const early = await startInstallation(dataDir)
    const postgres = await until(() => postgresPid(dataDir), { within: 20_000, what: 'PostgreSQL' })
    await early.server.stop()
    await until(async () => await identify(postgres) === undefined, { what: 'the end of PostgreSQL' })
  })
})
