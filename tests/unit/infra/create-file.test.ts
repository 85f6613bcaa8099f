import { link, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFile } from '#server/infra/postgres/create-file.ts'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  return { ...real, link: vi.fn(real.link) }
})

describe('a file that is made once', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-file-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is made by the first of two, and keeps its words', async () => {
    expect([await createFile(join(folder, 'key'), 'first'), await createFile(join(folder, 'key'), 'second')]).toEqual([true, false])
    expect([await readFile(join(folder, 'key'), 'utf8'), await readdir(folder)]).toEqual(['first', ['key']])
  })

  it('is not taken for made where the disk knows no links, and leaves nothing behind', async () => {
    vi.mocked(link).mockRejectedValueOnce(Object.assign(new Error('not permitted'), { code: 'EPERM' }))
    await expect(createFile(join(folder, 'key'), 'first')).rejects.toMatchObject({ code: 'EPERM' })
    expect(await readdir(folder)).toEqual([])
  })
})
