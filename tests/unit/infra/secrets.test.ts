import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig } from '#server/infra/config.ts'
import { readSecrets } from '#server/infra/secrets.ts'

describe('the secrets of an installation without configuration', () => {
  let dataDir = ''
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'parley-secrets-'))
  })
  afterEach(() => rm(dataDir, { recursive: true }))

  it('[S-42] are made at the first start, for their owner alone, and kept', async () => {
    const first = await readSecrets(dataDir)
    expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600)
    expect(await readSecrets(dataDir)).toEqual(first)
  })

  it('[S-42] differ between installations and pass the rules for given ones', async () => {
    const mine = await readSecrets(dataDir)
    const other = await readSecrets(join(dataDir, 'other'))
    expect(other.jwtSecret).not.toBe(mine.jwtSecret)
    expect(() => loadConfig({ JWT_SECRET: mine.jwtSecret, VAPID_PUBLIC_KEY: mine.vapidPublicKey, VAPID_PRIVATE_KEY: mine.vapidPrivateKey })).not.toThrow()
  })

  it('[M-01] are the same for twenty first starts at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => readSecrets(dataDir)))
    expect(new Set(all.map(secrets => secrets.jwtSecret)).size).toBe(1)
    expect(await readdir(dataDir)).toEqual(['secrets.json'])
  })

  it('[S-42] are not created again over a damaged file', async () => {
    await writeFile(join(dataDir, 'secrets.json'), '{')
    await expect(readSecrets(dataDir)).rejects.toThrow(/damaged; restore the file/)
  })
})
