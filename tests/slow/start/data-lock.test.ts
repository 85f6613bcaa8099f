import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockDataDir } from '#server/infra/postgres/data-lock.ts'
import { identify } from '#server/infra/postgres/process-identity.ts'
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
    const lockers = await Promise.all(Array.from({ length: 8 }, () => startLocker(dataDir)))
    const results = await Promise.all(lockers.map(({ lock }) => lock()))
    for (const { end } of lockers) end()
    expect(results.filter(result => result === 'locked')).toHaveLength(1)
  })

  it('[M-01] a start that was killed while it took over does not keep the next one out', async () => {
    for (const file of ['parley.lock', 'parley.lock.takeover']) {
      await writeFile(join(dataDir, file), JSON.stringify({ pid: 4_000_000, startedAt: '1' }))
    }
    const release = await lockDataDir(dataDir)
    await release()
    expect(await readdir(dataDir)).toEqual([])
  })
})

/** A process that is ready to take the lock, and lives until `end`, so that nobody finds its lock stale. */
async function startLocker(dataDir: string): Promise<{ lock: () => Promise<string>, end: () => void }> {
  const program = `import(${JSON.stringify(resolve('server/infra/postgres/data-lock.ts'))}).then(({ lockDataDir }) => {
    process.stdout.write('ready')
    process.stdin.once('data', () => lockDataDir(process.argv[1]).then(() => 'locked', () => 'refused').then(word => process.stdout.write(word)))
  })`
  const { stdin, stdout } = spawn(process.execPath, ['-e', program, dataDir], { stdio: ['pipe', 'pipe', 'ignore'] })
  const said = async () => (await once(stdout.setEncoding('utf8'), 'data') as [string])[0]
  await said()
  return {
    lock: () => {
      stdin.write('now')
      return said()
    },
    end: () => stdin.end(),
  }
}
