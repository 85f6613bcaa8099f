import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../helpers/test-database.ts'
import { freePort } from '../../helpers/free-port.ts'
import { startProcess, type TestProcess } from '../../helpers/test-process.ts'
import { TestClient } from '../../helpers/test-client.ts'
import { connectSocket } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'

/** Milliseconds until the development server has built itself on a slow machine. */
const START_TIMEOUT = 120_000

describe('the development server', () => {
  let database: TestDatabase
  let dataDir: string
  let development: TestProcess
  let url: string

  beforeAll(async () => {
    database = await createDatabase()
    dataDir = await mkdtemp(join(tmpdir(), 'parley-development-'))
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    development = startProcess({
      command: process.execPath,
      args: [resolve('node_modules/nuxt/bin/nuxt.mjs'), 'dev', '--port', String(port), '--host', '127.0.0.1', '--no-fork'],
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        PARLEY_DATA_DIR: dataDir,
        DATABASE_URL: database.url,
        JWT_SECRET: randomBytes(48).toString('base64url'),
      },
    })
    await until(async () => (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) })).ok, { within: START_TIMEOUT, every: 500 })
      .catch((error: unknown) => Promise.reject(new Error(`${String(error)}\n${development.output().slice(-4_000)}`)))
  }, START_TIMEOUT + 10_000)
  afterAll(async () => {
    await development.stop()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('[E-15] [S-47] shows the mails on disk at the address with the key from the terminal', async () => {
    const path = /\/dev\/mail\/[\w-]{43}/.exec(development.output())?.[0] ?? ''
    expect((await fetch(url + path)).status).toBe(200)
    expect((await fetch(`${url}${path.slice(0, -1)}`)).status).toBe(404)
    expect((await fetch(`${url}/dev/mail`)).status).toBe(404)
  })

  it('[S-48] is no proxy to warn of', async () => {
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ warnings: [] })
  })

  it.each([
    ['polling', ['polling']],
    ['websocket', ['websocket']],
  ] as const)('[R-082] serves Socket.IO over %s: a stranger gets as far as being asked who they are', async (_name, transports) => {
    await expect(connectSocket(new TestClient({ url }), { transports: [...transports] })).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
  })
})
