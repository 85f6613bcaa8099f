import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockDataDir } from '#server/infra/data-lock.ts'
import { identify } from '#server/infra/process-identity.ts'
import { makeDataFolder } from './data-folder.ts'

describe('the lock of a data folder', () => {
  let dataDir = ''
  const lock = () => join(dataDir, 'parley.lock')
  beforeEach(async () => {
    dataDir = await makeDataFolder()
  })
  afterEach(() => rm(dataDir, { recursive: true, force: true }))

  it('[M-01] is refused while another process holds it', async () => {
    const holder = await identify(process.ppid)
    await writeFile(lock(), JSON.stringify(holder))
    await expect(lockDataDir(dataDir)).rejects.toThrow(`process ${process.ppid}`)
  })

  it.each([
    ['a pid that is gone', { pid: 4_000_000, startedAt: '1' }],
    ['a pid that another program has got since', { pid: process.ppid, startedAt: '1' }],
    ['something unreadable', 'half a li'],
  ])('[M-01] is taken over from %s, and given back', async (_, content) => {
    await writeFile(lock(), JSON.stringify(content))
    const release = await lockDataDir(dataDir)
    expect(JSON.parse(await readFile(lock(), 'utf8'))).toMatchObject({ pid: process.pid })
    await release()
    expect(await readdir(dataDir)).toEqual([])
  })

  it('[M-01] of eight processes that find a stale one at once, one gets it', async () => {
    await writeFile(lock(), JSON.stringify({ pid: 4_000_000, startedAt: '1' }))
    const results = await Promise.all(Array.from({ length: 8 }, () => tryInOwnProcess(dataDir)))
    expect(results.filter(result => result === 'locked')).toHaveLength(1)
  })
})

/** Takes the lock and keeps it until all others have tried, which closing its input says. */
async function tryInOwnProcess(dataDir: string): Promise<string> {
  const program = `import(${JSON.stringify(resolve('server/infra/data-lock.ts'))})
    .then(({ lockDataDir }) => lockDataDir(process.argv[1]))
    .then(() => { process.stdout.write('locked'); setTimeout(() => undefined, 3000) }, () => process.stdout.write('refused'))`
  const child = spawn(process.execPath, ['-e', program, dataDir], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [words] = await once(child.stdout.setEncoding('utf8'), 'data') as [string]
  // It holds the lock until all have answered, and is gone by itself a moment later.
  child.unref()
  return words
}
