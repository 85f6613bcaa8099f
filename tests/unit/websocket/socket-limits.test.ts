import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SESSION_SOCKETS_MAX } from '#shared/limits.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import { createRateLimiters, rateLimiters } from '#server/infra/rate-limiters.ts'
import { createSocketCaps } from '#server/websocket/limits/socket-caps.ts'
import { createBudget } from '#server/websocket/limits/create-budget.ts'
import type { SocketCounts } from '#server/websocket/limits/socket-counts.ts'
import type { RealtimeSocket } from '#server/websocket/socket-types.ts'

describe('socket budget', () => {
  it('[S-49] refuses when all points are used, until the window ends', () => {
    let time = 0
    const budget = createBudget({ points: 2, seconds: 10, now: () => time })
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false])
    time = 9_999
    expect(budget.take()).toBe(false)
    time = 10_000
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false])
  })
})

describe('socket caps', () => {
  beforeEach(() => {
    logger.set(createLogger('silent'))
    rateLimiters.set(createRateLimiters({ redis: undefined, factor: 1 }))
  })
  afterEach(() => [logger, rateLimiters].forEach(resource => resource.clear()))

  function openCaps(counts: Partial<SocketCounts> = {}) {
    const store = { claim: vi.fn(async () => true), update: vi.fn(async () => undefined), ...counts }
    const onError = vi.fn()
    const caps = createSocketCaps({ counts: store, onError })
    const connect = (readyState = 'open') => {
      const conn = Object.assign(new EventEmitter(), { readyState })
      const entering = new Promise<string | undefined>((resolve) => {
        const next = (refusal?: Error & { data?: { code: string } }) => resolve(refusal?.data?.code)
        caps.check({ conn, data: { userId: 'maya', sessionId: 'desk', platformRole: 'member' } } as unknown as RealtimeSocket, next)
      })
      return { entering, close: () => void conn.emit('close') }
    }
    return { ...store, caps, connect, onError }
  }

  it('[S-49] stops counting a connection that closes while the shared count is checked', async () => {
    const answers: ((isWithinCaps: boolean) => void)[] = []
    const { connect } = openCaps({ claim: () => new Promise<boolean>(resolve => answers.push(resolve)) })
    for (let count = 0; count < SESSION_SOCKETS_MAX; count += 1) {
      const { close } = connect()
      await vi.waitFor(() => expect(answers).toHaveLength(count + 1), { interval: 1 })
      close()
    }
    const last = connect()
    await vi.waitFor(() => expect(answers).toHaveLength(SESSION_SOCKETS_MAX + 1), { interval: 1 })
    answers.forEach(answer => answer(true))
    expect(await last.entering).toBeUndefined()
  })

  it('[S-49] does not count a connection that is already closed', async () => {
    const { connect, claim } = openCaps()
    expect(await connect('closed').entering).toBe('unavailable')
    expect(claim).not.toHaveBeenCalled()
  })

  it('[S-49] stops counting a refused socket at once, and only once', async () => {
    const { connect, update } = openCaps({ claim: async () => false })
    const { entering, close } = connect()
    expect(await entering).toBe('too_many_connections')
    close()
    expect(vi.mocked(update)).toHaveBeenCalledExactlyOnceWith(expect.anything(), { ofSession: 0, ofUser: 0 })
  })

  it('[S-49] retries a failed update of the shared count', async () => {
    const update = vi.fn<SocketCounts['update']>(async () => undefined).mockRejectedValueOnce(new Error('Redis is away'))
    const { connect, caps, onError } = openCaps({ update })
    const { entering, close } = connect()
    await entering
    close()
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce())
    await caps.retryUpdates()
    await caps.retryUpdates()
    expect(update).toHaveBeenCalledTimes(2)
    expect(update).toHaveBeenLastCalledWith(expect.objectContaining({ sessionId: 'desk' }), { ofSession: 0, ofUser: 0 })
  })
})
