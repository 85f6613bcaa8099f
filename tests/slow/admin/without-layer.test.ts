import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../helpers/test-server.ts'
import { TestClient } from '../../helpers/test-client.ts'

/** Nothing that a build needs, or that it makes. */
const LEFT_OUT = new Set(['node_modules', 'layers', 'tests', 'docs', 'coverage', 'test-results'])
const BUILD_TIMEOUT_MS = 600_000

describe('the app without the admin layer', () => {
  let checkout: string
  let server: TestServer

  beforeAll(async () => {
    checkout = await mkdtemp(join(tmpdir(), 'parley-without-layer-'))
    for (const entry of await readdir('.')) {
      if (!LEFT_OUT.has(entry) && !entry.startsWith('.')) await cp(entry, join(checkout, entry), { recursive: true })
    }
    await symlink(resolve('node_modules'), join(checkout, 'node_modules'))
    await promisify(execFile)(process.execPath, ['node_modules/.bin/nuxt', 'build'], { cwd: checkout, maxBuffer: 64 * 1024 * 1024 })
    server = await startServer({ directory: checkout })
  }, BUILD_TIMEOUT_MS)
  afterAll(async () => {
    await server.dispose()
    await rm(checkout, { recursive: true, force: true })
  })

  it('[R-126] builds, starts and serves everything but the admin routes', async () => {
    const visitor = new TestClient(server)
    expect((await visitor.get('/login')).status).toBe(200)
    expect((await visitor.get('/api/v1/conversations')).status).toBe(401)
    expect((await visitor.get('/api/v1/admin/overview')).status).toBe(404)
  })

  it('[R-154] documents no admin route', async () => {
    expect((await new TestClient(server).get('/api/v1/openapi.json')).text).not.toContain('/api/v1/admin/')
  })
})
