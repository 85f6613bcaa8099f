import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFile } from '#server/infra/postgres/create-file.ts'
import { lockDataDir, assertDataDirFree } from '#server/infra/postgres/data-lock.ts'
import { identify } from '#server/infra/postgres/process-identity.ts'

const wait = vi.hoisted(() => vi.fn<() => Promise<void>>())
vi.mock('node:timers/promises', () => ({ setTimeout: wait }))
vi.mock('#server/infra/postgres/create-file.ts', async (original) => {
  const real = await original<typeof import('#server/infra/postgres/create-file.ts')>()
  return { createFile: vi.fn(real.createFile) }
})
const create = vi.mocked(createFile)

const gone = JSON.stringify({ pid: 4_000_000, startedAt: '1' })

describe('two starts that want one data folder at the same moment', () => {
  let dataDir = ''
  const path = (suffix = '') => join(dataDir, `parley.lock${suffix}`)
  const alive = async () => JSON.stringify(await identify(process.ppid))
  /** What another start does just before this one takes the right to remove a stale lock. */
  function meanwhile(act: () => Promise<void>) {
    const real = create.getMockImplementation() ?? createFile
    create.mockImplementation(async (file, content) => {
      if (file === path('.takeover')) await act()
      return await real(file, content)
    })
    return () => create.mockImplementation(real)
  }

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'parley-lock-'))
    wait.mockReset().mockResolvedValue(undefined)
  })
  afterEach(() => rm(dataDir, { recursive: true, force: true }))

  it('wait for the one that takes a stale lock over, and look again', async () => {
    await writeFile(path(), gone)
    await writeFile(path('.takeover'), await alive())
    wait.mockImplementationOnce(async () => rm(path('.takeover')))
    const release = await lockDataDir(dataDir)
    expect(wait).toHaveBeenCalledOnce()
    await release()
    expect(await readdir(dataDir)).toEqual([])
  })

  it('the slower one does not remove the lock that the faster one has made by now', async () => {
    await writeFile(path(), gone)
    const restore = meanwhile(async () => writeFile(path(), await alive()))
    await expect(lockDataDir(dataDir)).rejects.toThrow(`process ${process.ppid}`)
    expect(await readFile(path(), 'utf8')).toBe(await alive())
    restore()
  })

  it('the slower one takes what the faster one has given back by now', async () => {
    await writeFile(path(), gone)
    const restore = meanwhile(() => rm(path(), { force: true }))
    const release = await lockDataDir(dataDir)
    expect(JSON.parse(await readFile(path(), 'utf8'))).toMatchObject({ pid: process.pid })
    await release()
    restore()
  })

  it('give back their own lock only', async () => {
    const release = await lockDataDir(dataDir)
    await writeFile(path(), await alive())
    await release()
    expect(await readFile(path(), 'utf8')).toBe(await alive())
  })

  it('are not started over a lock that cannot be read', async () => {
    await mkdir(path())
    await expect(lockDataDir(dataDir)).rejects.toMatchObject({ code: 'EISDIR' })
  })

  it('a script that only looks is refused while the folder is held, and not by what is stale', async () => {
    await expect(assertDataDirFree(dataDir)).resolves.toBeUndefined()
    await writeFile(path(), gone)
    await expect(assertDataDirFree(dataDir)).resolves.toBeUndefined()
    await writeFile(path(), await alive())
    await expect(assertDataDirFree(dataDir)).rejects.toThrow('Parley already runs on')
  })
})
