import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listSubscriptions } from '#server/domain/realtime/list-subscriptions.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import type { RealtimeSocket } from '#server/websocket/socket-types.ts'
import { subscribe } from '#server/websocket/subscribe.ts'

vi.mock('#server/domain/realtime/list-subscriptions.ts', () => ({ listSubscriptions: vi.fn() }))

const subscription = { userId: 'maya', sessionId: 'desk', showsReceipts: true, conversationIds: ['bread', 'cake'] }

describe('a socket that comes in', () => {
  beforeEach(() => logger.set(createLogger('silent')))
  afterEach(() => logger.clear())

  /** The rooms that it stands in, and with which code it was refused, if it was. */
  async function come(answer: Promise<object[]>) {
    vi.mocked(listSubscriptions).mockReturnValueOnce(answer as never)
    const join = vi.fn(async (_rooms: string[]) => undefined)
    const refusal = await new Promise<{ data?: { code: string } } | undefined>((resolve) => {
      subscribe({ data: { userId: 'maya', sessionId: 'desk' }, join } as unknown as RealtimeSocket, resolve as (error?: Error) => void)
    })
    return [join.mock.lastCall?.[0], refusal?.data?.code]
  }

  it('hears of its person, its session and their conversations before the client is told anything', async () => {
    expect(await come(Promise.resolve([subscription]))).toEqual([['user:maya', 'session:desk', 'conversation:bread', 'conversation:cake'], undefined])
  })

  it('hears of nobody\'s receipts when its person shows none', async () => {
    expect(await come(Promise.resolve([{ ...subscription, showsReceipts: false, conversationIds: [] }]))).toEqual([['user:maya', 'session:desk', 'receipts:off'], undefined])
  })

  it('whose session has ended since the handshake joins nothing', async () => {
    expect(await come(Promise.resolve([]))).toEqual([undefined, 'unauthenticated'])
  })

  it('is told to come again when nobody can say', async () => {
    expect(await come(Promise.reject(new Error('the database is away')))).toEqual([undefined, 'unavailable'])
  })
})
