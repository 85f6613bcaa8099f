import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { stopOrphan } from '#server/infra/postgres/postgres-orphan.ts'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  return { ...real, readFile: vi.fn(real.readFile) }
})

/** A process that was started on this cluster, as PostgreSQL is, and that signals reach only as the test says. */
async function startProcess(...words: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setInterval(() => undefined, 1_000)', ...words], { stdio: ['ignore', 'pipe', 'ignore'] })
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

describe('a PostgreSQL whose app is gone', () => {
  let cluster = ''
  let children: ChildProcess[] = []
  const kill = process.kill.bind(process)
  /** The signals that were sent, each with what the system does about it. */
  function signals(answer: (pid: number, name: string) => void) {
    const sent: string[] = []
    vi.spyOn(process, 'kill').mockImplementation((pid, name) => {
      if (name === 0) return kill(pid, 0)
      sent.push(String(name))
      answer(pid, String(name))
      return true
    })
    return sent
  }
  const note = (pid: unknown) => writeFile(join(cluster, 'postmaster.pid'), `${String(pid)}\n${cluster}\n`)
  async function start(...words: string[]) {
    const child = await startProcess(...words)
    children.push(child)
    await note(child.pid)
    return child
  }

  beforeEach(async () => {
    cluster = await mkdtemp(join(tmpdir(), 'parley-cluster-'))
    children = []
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    for (const child of children) child.kill('SIGKILL')
    await rm(cluster, { recursive: true })
  })

  it('is asked to end in order, and waited for', async () => {
    const child = await start(cluster)
    const sent = signals((pid, name) => void kill(pid, name as NodeJS.Signals))
    await stopOrphan(cluster)
    expect(sent).toEqual(['SIGINT'])
    await vi.waitFor(() => expect(child.signalCode).toBe('SIGINT'))
  })

  it('is made to end when it does not within fifteen seconds', async () => {
    await start(cluster)
    vi.spyOn(Date, 'now').mockReturnValueOnce(0).mockReturnValue(15_001)
    const sent = signals((pid, name) => void (name === 'SIGQUIT' && kill(pid, 'SIGKILL')))
    await stopOrphan(cluster)
    expect([sent[0], sent[1]]).toEqual(['SIGINT', 'SIGQUIT'])
  })

  it('that ends by itself before the signal is no failure; one that may not be ended is', async () => {
    await start(cluster)
    signals((pid) => {
      kill(pid, 'SIGKILL')
      throw Object.assign(new Error('gone'), { code: 'ESRCH' })
    })
    await stopOrphan(cluster)
    vi.restoreAllMocks()
    await start(cluster)
    signals(() => {
      throw Object.assign(new Error('not ours'), { code: 'EPERM' })
    })
    await expect(stopOrphan(cluster)).rejects.toMatchObject({ code: 'EPERM' })
  })

  it.each([['another program has its pid', 'elsewhere'], ['the other one serves a folder of a like name', 'cluster-2']])('is gone, and nobody is ended, when %s', async (_, word) => {
    await start(word)
    const sent = signals(() => undefined)
    await stopOrphan(cluster)
    expect(sent).toEqual([])
  })

  it.each([['linux', 0], ['darwin', 1]])('whose words nobody tells is known on %s by its note: %i is ended', async (platform, ended) => {
    await start('elsewhere')
    const sent = signals(pid => void kill(pid, 'SIGKILL'))
    const real = vi.mocked(readFile).getMockImplementation()
    vi.mocked(readFile).mockImplementation((path, options) => String(path).endsWith('/cmdline') || !real ? Promise.reject(new Error('no such file')) : real(path, options))
    vi.stubGlobal('process', Object.create(process, { platform: { value: platform } }))
    await stopOrphan(cluster)
    expect(sent).toHaveLength(ended)
    vi.unstubAllGlobals()
    if (real) vi.mocked(readFile).mockImplementation(real)
  })

  it.each(['', 'half a file', '-1', '0', '4000000'])('is gone when its note says %j', async (pid) => {
    await note(pid)
    const sent = signals(() => undefined)
    await stopOrphan(cluster)
    expect(sent).toEqual([])
  })

  it('is gone when there is no note at all', async () => {
    await expect(stopOrphan(join(cluster, 'nothing'))).resolves.toBeUndefined()
  })
})
