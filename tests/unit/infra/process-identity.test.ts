import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { identify, isRunning } from '#server/infra/postgres/process-identity.ts'

vi.mock('node:fs/promises', () => ({ readFile: vi.fn() }))
const read = vi.mocked(readFile)

/** A line of `/proc/<pid>/stat` of a process in this state, which began after so many ticks. */
const stat = (state: string, startedAt: string, name = 'node') => `7 (${name}) ${[state, ...Array.from({ length: 18 }, () => '0'), startedAt, '0'].join(' ')}`

describe('a process that is identified by its start time', () => {
  let kill = vi.spyOn(process, 'kill')
  beforeEach(() => {
    kill = vi.spyOn(process, 'kill').mockReturnValue(true)
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
  const on = (platform: string) => vi.stubGlobal('process', Object.create(process, { platform: { value: platform } }))

  it.each([['an ordinary name', 'node'], ['brackets and spaces in its name', 'a) R 1 (b']])('is known by its ticks, also with %s', async (_, name) => {
    read.mockResolvedValue(stat('S', '4711', name))
    expect(await identify(7)).toEqual({ pid: 7, startedAt: '4711' })
    expect([await isRunning({ pid: 7, startedAt: '4711' }), await isRunning({ pid: 7, startedAt: '12' })]).toEqual([true, false])
  })

  it.each([['nobody has buried', 'Z'], ['is dead', 'X']])('does not run when it %s', async (_, state) => {
    read.mockResolvedValue(stat(state, '4711'))
    expect(await identify(7)).toBeUndefined()
  })

  it('is known without its ticks where the system tells less of it', async () => {
    read.mockResolvedValue('7 (node) S')
    expect(await identify(7)).toEqual({ pid: 7, startedAt: '' })
  })

  it('has ended just now when nothing is said of it, and is known by its pid alone on a Mac', async () => {
    read.mockRejectedValue(Object.assign(new Error('gone'), { code: 'ENOENT' }))
    on('linux')
    expect(await identify(7)).toBeUndefined()
    on('darwin')
    expect(await identify(7)).toEqual({ pid: 7, startedAt: '' })
  })

  it.each([['EPERM', true], ['ESRCH', false]])('that answers %s to a look runs: %s', async (code, runs) => {
    read.mockResolvedValue(stat('S', '4711'))
    kill.mockImplementation(() => {
      throw Object.assign(new Error(code), { code })
    })
    expect(await isRunning({ pid: 7, startedAt: '4711' })).toBe(runs)
  })
})
