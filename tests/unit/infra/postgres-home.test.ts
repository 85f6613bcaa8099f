import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { locatePostgres } from '#server/infra/postgres/postgres-home.ts'

vi.mock('#server/infra/postgres/unprivileged-user.ts', () => ({ unprivilegedUser: async () => ({ uid: 105, gid: 106 }) }))
vi.mock('#server/infra/postgres/postgres-programs.ts', () => ({ findPrograms: () => tmpdir(), copyPrograms: async () => '/copied' }))
// What only root may do, and what would leave the folders of this test, is written down instead.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  return { ...real, chown: vi.fn(), chmod: vi.fn(), stat: vi.fn(real.stat), mkdir: vi.fn((path: string, options: object) => path.startsWith('/var/lib') ? undefined : real.mkdir(path, options)) }
})

describe('where the embedded PostgreSQL lives', () => {
  let folder = ''
  const startAs = (uid: number) => {
    vi.spyOn(process, 'getuid').mockReturnValue(uid)
    return locatePostgres(folder)
  }
  /** Whose folders these are, and who may pass through them. */
  const stats = (answer: { uid?: number, mode?: number }) => vi.mocked(stat).mockResolvedValue({ uid: 0, gid: 0, mode: 0o755, ...answer } as never)

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'parley-home-')))
    for (const done of [chown, chmod, mkdir]) vi.mocked(done as typeof chown).mockClear()
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await rm(folder, { recursive: true, force: true })
  })

  it('for an ordinary user is in the data folder, with no other owner and the rights that it has', async () => {
    const home = await startAs(1_000)
    expect(home).toMatchObject({ directory: join(folder, 'postgres'), cluster: join(folder, 'postgres', 'cluster'), owner: undefined })
    expect([home.binary('initdb'), existsSync(home.directory)]).toEqual([join(tmpdir(), 'bin', 'initdb'), true])
    expect([vi.mocked(chmod).mock.calls, vi.mocked(chown).mock.calls]).toEqual([[], []])
  })

  it('for root is the ordinary user\'s whose cluster is there already', async () => {
    await mkdir(join(folder, 'postgres', 'cluster'), { recursive: true })
    stats({ uid: 1_000 })
    expect(await startAs(0)).toMatchObject({ directory: join(folder, 'postgres'), owner: { uid: 1_000 } })
  })

  it('for root is handed to a user without rights, in the data folder where they can reach it', async () => {
    await mkdir(join(folder, 'postgres', 'cluster'), { recursive: true })
    stats({ uid: 0 })
    expect(await startAs(0)).toMatchObject({ directory: join(folder, 'postgres'), owner: { uid: 105, gid: 106 } })
    expect(vi.mocked(chown).mock.calls).toEqual([[join(folder, 'postgres'), 105, 106]])
  })

  it('that is gone is not replaced silently: its data may be restored', async () => {
    await writeFile(join(folder, 'postgres.location'), join(folder, 'gone'))
    await expect(startAs(0)).rejects.toThrow(`The database of ${folder} was in ${join(folder, 'gone')}, which is gone`)
  })

  it('is one folder\'s alone: a copy of the folder is refused, and one that was moved is followed', async () => {
    const [data, elsewhere, original] = [folder, join(folder, 'elsewhere'), join(folder, 'original')]
    await mkdir(elsewhere)
    await mkdir(original)
    await writeFile(join(elsewhere, 'belongs-to'), original)
    for (const place of [data, original]) await writeFile(join(place, 'postgres.location'), elsewhere)
    await expect(startAs(0)).rejects.toThrow(`${data} is a copy of ${original} without its database`)
    await rm(original, { recursive: true })
    expect(await startAs(0)).toMatchObject({ directory: elsewhere })
  })
})
