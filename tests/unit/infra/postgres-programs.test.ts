import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { copyPrograms, findPrograms } from '#server/infra/postgres/postgres-programs.ts'
import { runCommand } from '#server/infra/postgres/run-command.ts'

vi.mock('#server/infra/postgres/run-command.ts', () => ({ runCommand: vi.fn() }))
const run = vi.mocked(runCommand)

describe('the programs of the embedded PostgreSQL', () => {
  let folder = ''
  const copies = () => readdir(join(folder, 'system'))
  const copy = () => copyPrograms(join(folder, 'native'), join(folder, 'system'))
  beforeEach(async () => {
    run.mockReset().mockResolvedValue('')
    folder = await mkdtemp(join(tmpdir(), 'parley-programs-'))
    await mkdir(join(folder, 'native', 'bin'), { recursive: true })
    await mkdir(join(folder, 'system'))
    await writeFile(join(folder, 'native', 'bin', 'postgres'), 'program')
  })
  afterEach(async () => {
    vi.unstubAllGlobals()
    await rm(folder, { recursive: true })
  })

  it.each([['win32', 'windows-mips'], ['sunos', 'sunos-mips']])('are missed with one sentence on %s, which says what to do', (platform, name) => {
    vi.stubGlobal('process', Object.create(process, { platform: { value: platform }, arch: { value: 'mips' } }))
    expect(findPrograms).toThrow(`There is no embedded PostgreSQL for ${name}; set DATABASE_URL.`)
  })

  it('are copied once a version, for everybody to run', async () => {
    const target = await copy()
    expect(await readFile(join(target, 'bin', 'postgres'), 'utf8')).toBe('program')
    expect([await copy(), run.mock.calls.length]).toEqual([target, 1])
    await writeFile(join(folder, 'native', 'bin', 'postgres'), 'another program')
    expect(await copy()).not.toBe(target)
    expect(await copies()).toHaveLength(2)
  })

  it('of a start that is faster are taken, and one\'s own copy goes', async () => {
    run.mockImplementationOnce(async (_command, args) => {
      const faster = String(args.at(-1)).replace(/\.\d+$/, '')
      await mkdir(join(faster, 'bin'), { recursive: true })
      return ''
    })
    const target = await copy()
    expect(await copies()).toEqual([target.split('/').at(-1)])
  })

  it('are not taken for there when they could not be moved into place', async () => {
    run.mockImplementationOnce(async (_command, args) => {
      await rm(String(args.at(-1)), { recursive: true })
      return ''
    })
    await expect(copy()).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await copies()).toEqual([])
  })
})
