import { PgBoss } from 'pg-boss'
import type { Pool } from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openJobQueue } from '#server/infra/job-queue.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import { runJob } from '#server/infra/run-job.ts'

const boss = vi.hoisted(() => ({
  on: vi.fn(), start: vi.fn(), createQueue: vi.fn(), updateQueue: vi.fn(), schedule: vi.fn(), supervise: vi.fn(), send: vi.fn(), work: vi.fn(), notifyWorker: vi.fn(), complete: vi.fn(), offWork: vi.fn(), stop: vi.fn(),
}))
vi.mock('pg-boss', () => ({
  // A class that gives always the same one.
  PgBoss: vi.fn(function create() {
    return boss
  }),
  fromPrisma: (transaction: object) => ({ transaction }),
}))

const policy = { retries: 1, firstPause: 1, longestPause: 2, timeout: 3, poll: 4 }
const mail = { name: 'mail', policy }
const job = { id: 'one', name: 'mail', data: { payload: { to: 'maya' }, requestId: 'request-1' }, retryCount: 0, retryLimit: 1 }

describe('the job queue', () => {
  const [warn, error] = [vi.fn(), vi.fn()]
  beforeEach(() => {
    for (const done of [...Object.values(boss), warn, error]) done.mockReset()
    const log = Object.assign(createLogger('silent'), { warn, error })
    logger.set(Object.assign(log, { child: () => log }))
    boss.work.mockResolvedValue('worker 1')
    boss.complete.mockResolvedValue(undefined)
  })
  afterEach(() => logger.clear())
  const open = () => openJobQueue({ pool: {} as Pool, kinds: [mail] })

  it('wakes nobody on a node that does not work yet, and only who does this kind of job then', async () => {
    const queue = await open()
    queue.wake('mail')
    expect(boss.notifyWorker).not.toHaveBeenCalled()
    await queue.work({ mail: async () => undefined })
    queue.wake('mail')
    queue.wake('unknown')
    expect(boss.notifyWorker.mock.calls).toEqual([['worker 1']])
  })

  it('does not start when a kind of job has no handler', async () => {
    await expect((await open()).work({})).rejects.toThrow('The job mail has no handler')
    expect(boss.work).not.toHaveBeenCalled()
  })

  it('stores a job with its transaction, for its time, or by itself for now', async () => {
    const queue = await open()
    const at = new Date('2026-11-20T09:00:00.000Z')
    await queue.send('mail', job.data, { at, transaction: { $queryRawUnsafe: vi.fn() } })
    await queue.send('mail', job.data)
    expect(boss.send.mock.calls.map(([, , options]: unknown[]) => options)).toEqual([{ startAfter: at, db: { transaction: expect.anything() } }, {}])
  })

  it('notes of a batch what is done at once, although that could not be noted, and not what failed', async () => {
    const queue = await open()
    const failing = { ...job, id: 'two', data: { payload: { to: 'nobody' } } }
    await queue.work({ mail: async payload => 'to' in payload && payload.to === 'nobody' ? Promise.reject(new TypeError('no such person')) : undefined })
    boss.complete.mockRejectedValue(new Error('connection lost'))
    const [, , work] = boss.work.mock.lastCall as [string, object, (batch: object[]) => Promise<object[]>]
    expect(await work([job, failing])).toEqual([{ id: 'one', status: 'completed' }, { id: 'two', status: 'failed', output: { error: 'TypeError' } }])
    expect(boss.complete.mock.calls.map(([, done]: unknown[]) => (done as { id: string }).id)).toEqual(['one'])
    expect(warn.mock.calls.map(([, text]: unknown[]) => text)).toEqual(expect.arrayContaining(['job not marked as done yet', 'job failed and will be retried']))
  })

  it('stores of a failure its kind alone, whatever was thrown, and calls the last one given up', async () => {
    const attempt = async () => Promise.reject('maya@harbor.example does not exist' as unknown as Error)
    expect(await runJob({ ...job, retryCount: 1 } as never, attempt)).toEqual({ id: 'one', status: 'failed', output: { error: 'unknown' } })
    expect([error.mock.calls[0]?.[1], warn.mock.calls.length]).toEqual(['job given up', 0])
  })

  it('says what its own supervision meets, and goes on', async () => {
    await open()
    const heard = new Map(boss.on.mock.calls as [string, (event: object) => void][])
    heard.get('error')?.(new Error('connection lost'))
    heard.get('warning')?.({ message: 'slow' })
    expect([warn.mock.calls.length, vi.mocked(PgBoss).mock.calls.length > 0]).toEqual([2, true])
  })
})
