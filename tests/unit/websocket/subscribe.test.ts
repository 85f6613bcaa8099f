import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listSubscriptions } from '#server/domain/realtime/list-subscriptions.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import type { RealtimeSocket } from '#server/websocket/socket-types.ts'
import { subscribe } from '#server/websocket/subscribe.ts'

vi.mock('#server/domain/realtime/list-subscriptions.ts', () => ({ listSubscriptions: vi.fn() }))

const subscription = { userId: 'maya', sessionId: 'desk', showsReceipts: true, conversationIds: ['bread', 'cake'] }

describe('subscription of a new socket', () => {
  beforeEach(() => logger.set(createLogger('silent')))
  afterEach(() => logger.clear())

  /** Returns the rooms that were joined and the error code, if any. */
  async function connect(answer: Promise<object[]>) {
    vi.mocked(listSubscriptions).mockReturnValueOnce(answer as never)
    const join = vi.fn(async (_rooms: string[]) => undefined)
    const refusal = await new Promise<{ data?: { code: string } } | undefined>((resolve) => {
      subscribe({ data: { userId: 'maya', sessionId: 'desk' }, join } as unknown as RealtimeSocket, resolve as (error?: Error) => void)
    })
    return [join.mock.lastCall?.[0], refusal?.data?.code]
  }

  it('joins the rooms of user, session and conversations before the client is connected', async () => {
    expect(await connect(Promise.resolve([subscription]))).toEqual([['user:maya', 'session:desk', 'conversation:bread', 'conversation:cake'], undefined])
  })

  it('receives no read receipts when its user has switched them off', async () => {
    expect(await connect(Promise.resolve([{ ...subscription, showsReceipts: false, conversationIds: [] }]))).toEqual([['user:maya', 'session:desk', 'receipts:off'], undefined])
  })

  it('is refused as unauthenticated when the session has ended since the handshake', async () => {
    expect(await connect(Promise.resolve([]))).toEqual([undefined, 'unauthenticated'])
  })

  it('is refused as unavailable while the database is down', async () => {
    expect(await connect(Promise.reject(new Error('the database is down')))).toEqual([undefined, 'unavailable'])
  })
})
