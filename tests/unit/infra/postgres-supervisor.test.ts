import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { supervise } from '#server/infra/postgres/postgres-supervisor.ts'

/** A PostgreSQL that ends on request, unless it `hangs`: then only on SIGKILL. */
class FakePostgres extends EventEmitter {
  exitCode: number | null = null
  signalCode: string | null = null
  readonly signals: string[] = []
  private readonly hangs: boolean

  constructor({ hangs = false } = {}) {
    super()
    this.hangs = hangs
  }

  ref(): void {}

  kill(signal: string): void {
    this.signals.push(signal)
    if (!this.hangs || signal !== 'SIGINT') queueMicrotask(() => this.end(0))
  }

  end(code: number | null, signal: string | null = null): void {
    this.exitCode = code
    this.signalCode = signal
    this.emit('exit', code, signal)
  }
}

describe('a PostgreSQL that is kept running', () => {
  const launched: FakePostgres[] = []
  const launch = vi.fn<() => Promise<ChildProcess>>()
  const onCrash = vi.fn<(message: string) => void>()
  const start = async (options?: { hangs: boolean }) => {
    const postgres = new FakePostgres(options)
    launched.push(postgres)
    return postgres as unknown as ChildProcess
  }
  beforeEach(() => {
    vi.useFakeTimers()
    launched.length = 0
    launch.mockReset().mockImplementation(() => start())
    onCrash.mockReset()
  })
  afterEach(() => vi.useRealTimers())

  it('is started again each time that it ends by itself, and what ended it is said', async () => {
    const stop = await supervise(launch, onCrash)
    launched[0]?.end(null, 'SIGKILL')
    await vi.advanceTimersByTimeAsync(250)
    launched[1]?.end(1)
    await vi.advanceTimersByTimeAsync(250)
    expect(launched).toHaveLength(3)
    expect(onCrash.mock.calls).toEqual([[expect.stringContaining('(SIGKILL)')], [expect.stringContaining('(1)')]])
    await stop()
    expect(launched.map(({ signals }) => signals)).toEqual([[], [], ['SIGINT']])
  })

  it('is tried again ever more slowly, ten seconds apart at most, while it does not start', async () => {
    const stop = await supervise(launch, onCrash)
    launch.mockRejectedValueOnce(new Error('the disk is full')).mockRejectedValue('no error at all')
    launched[0]?.end(1)
    const attempts = async (milliseconds: number) => {
      await vi.advanceTimersByTimeAsync(milliseconds)
      return launch.mock.calls.length - 1
    }
    expect([await attempts(250), await attempts(499), await attempts(1)]).toEqual([1, 1, 2])
    expect(onCrash.mock.calls.slice(1)).toEqual([['the disk is full'], ['no error at all']])
    const before = await attempts(60_000)
    expect(await attempts(30_000)).toBe(before + 3)
    launch.mockImplementation(() => start())
    await attempts(10_000)
    expect(launched).toHaveLength(2)
    await stop()
  })

  it('[M-01] is not started again once it shall end, be it while it was about to be', async () => {
    const stop = await supervise(launch, onCrash)
    launched[0]?.end(1)
    const stopped = stop()
    await vi.advanceTimersByTimeAsync(60_000)
    await stopped
    expect(launch).toHaveBeenCalledOnce()
  })

  it('[M-01] that does not end in order is ended at once after fifteen seconds', async () => {
    launch.mockImplementation(() => start({ hangs: true }))
    const stop = await supervise(launch, onCrash)
    const stopped = stop()
    await vi.advanceTimersByTimeAsync(14_999)
    expect(launched[0]?.signals).toEqual(['SIGINT'])
    await vi.advanceTimersByTimeAsync(1)
    await stopped
    expect(launched[0]?.signals).toEqual(['SIGINT', 'SIGQUIT'])
    expect(onCrash).not.toHaveBeenCalled()
  })
})
