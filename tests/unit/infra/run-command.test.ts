import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCluster } from '#server/infra/postgres/postgres-cluster.ts'
import { runCommand } from '#server/infra/postgres/run-command.ts'

const run = (program: string, input?: string) => runCommand(process.execPath, ['-e', program], {}, input)

describe('a program that is run to its end', () => {
  it('is handed its input, and what it says on both channels is heard', async () => {
    expect(await run('process.stdin.pipe(process.stdout); process.stderr.write("noted ")', 'the tide')).toMatch(/^(?:noted the tide|the tidenoted)$/)
  })

  it('and fails is repeated with its last words', async () => {
    const failing = run('process.stderr.write("x".repeat(1000) + "no space left"); process.exitCode = 3')
    await expect(failing).rejects.toThrow(/failed: x{587}no space left$/)
  })

  it('and is not there is an error', async () => {
    await expect(runCommand(join(tmpdir(), 'no-such-program'), [])).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('a cluster that is there', () => {
  let directory = ''
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'parley-cluster-'))
  })
  afterEach(() => rm(directory, { recursive: true }))
  const home = () => ({ directory, cluster: join(directory, 'cluster'), binary: () => join(directory, 'no-such-program'), owner: undefined })

  it('is kept as it is', async () => {
    await mkdir(join(directory, 'cluster'))
    await createCluster(home(), 'tide')
    expect(await readdir(directory)).toEqual(['cluster'])
  })

  it('appears under its name only when it is whole', async () => {
    await expect(createCluster(home(), 'tide')).rejects.toThrow()
    expect(await readdir(directory)).not.toContain('cluster')
  })
})
