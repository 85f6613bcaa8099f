import type { Redis } from 'ioredis'
import { createShardedAdapter } from '@socket.io/redis-adapter'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { listConversationParticipants } from '#server/domain/realtime/list-conversation-participants.ts'
import { sendCurrentPresence } from '#server/websocket/presence/send-current-presence.ts'
import { createRedisStore } from '#server/websocket/presence/redis-store.ts'
import { createRedisAdapter } from '#server/websocket/redis-adapter.ts'
import { repeat } from '#server/websocket/repeat.ts'
import type { RealtimeServer, RealtimeSocket } from '#server/websocket/socket-types.ts'

vi.mock('@socket.io/redis-adapter', () => ({ createShardedAdapter: vi.fn() }))
vi.mock('#server/domain/realtime/list-conversation-participants.ts', () => ({ listConversationParticipants: vi.fn() }))

const settle = () => new Promise(setImmediate)

describe('events between nodes while Redis fails', () => {
  function openAdapter() {
    const answers: { succeed: (count: number) => void, fail: (error: Error) => void }[] = []
    const subscriber = { on: vi.fn(), ssubscribe: vi.fn(async () => Promise.reject(new Error('no cluster'))), disconnect: vi.fn() }
    const commands = {
      duplicate: () => subscriber,
      spublish: vi.fn(() => new Promise<number>((succeed, fail) => void answers.push({ succeed, fail }))),
    }
    const onError = vi.fn()
    const { close } = createRedisAdapter({ commands: commands as unknown as Redis, onError })
    const [publisher, listener] = vi.mocked(createShardedAdapter).mock.lastCall as unknown as [{ spublish: (channel: string, message: string) => Promise<number> }, { ssubscribe: (channel: string) => Promise<number> }]
    return { publisher, listener, subscriber, commands, answers, onError, close }
  }

  it('reports a failed subscription without ending the process', async () => {
    const { listener, onError, subscriber, close } = openAdapter()
    expect(await listener.ssubscribe('parley')).toBe(0)
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'no cluster' }))
    close()
    expect(subscriber.disconnect).toHaveBeenCalledOnce()
  })

  it('publishes without waiting for Redis, and stops queueing when too many messages are unconfirmed', async () => {
    const { publisher, commands, answers, onError } = openAdapter()
    for (let count = 0; count < 10_001; count += 1) expect(await publisher.spublish('parley', 'hello')).toBe(0)
    expect(commands.spublish).toHaveBeenCalledTimes(10_000)
    answers[0]?.fail(new Error('connection lost'))
    answers[1]?.succeed(2)
    await settle()
    expect(onError).toHaveBeenCalledOnce()
    for (const _ of [1, 2, 3]) await publisher.spublish('parley', 'hello again')
    expect(commands.spublish).toHaveBeenCalledTimes(10_002)
  })

  it('treats users without a stored status as offline', async () => {
    const redis = { eval: vi.fn(async () => ['online']) }
    const statuses = await createRedisStore({ redis: redis as unknown as Redis, node: 'one', lease: 1_000 }).read(['maya', 'sam'])
    expect([...statuses]).toEqual([['maya', 'online'], ['sam', 'offline']])
  })
})

describe('current presence for new sockets', () => {
  const socket = (id: string, ...conversations: string[]) => ({ id, rooms: new Set([id, ...conversations.map(name => `conversation:${name}`)]) }) as unknown as RealtimeSocket
  const seen = new Date('2026-11-20T09:00:00.000Z')

  async function sendTo(newcomers: RealtimeSocket[], companions: Awaited<ReturnType<typeof listConversationParticipants>>) {
    vi.mocked(listConversationParticipants).mockReset().mockResolvedValue(companions)
    const sent: [rooms: string[], users: unknown][] = []
    const io = { local: { to: (rooms: string[]) => ({ emit: (_event: string, { users }: { users: unknown }) => void sent.push([rooms, users]) }) } }
    const statusesOf = vi.fn(async () => new Map<string, 'online' | 'away'>([['maya', 'online'], ['sam', 'away']]))
    await sendCurrentPresence(io as unknown as RealtimeServer, newcomers, statusesOf)
    return { sent, statusesOf }
  }

  it('sends one event per conversation, with the last-seen time of offline users', async () => {
    const participants = ['maya', 'sam', 'otto', 'lena'].map(userId => ({ userId, lastSeenAt: userId === 'lena' ? null : seen }))
    const { sent } = await sendTo([socket('one', 'bread'), socket('two', 'bread')], [{ conversationId: 'bread', participants }])
    expect(sent).toEqual([[['one', 'two'], [
      { userId: 'maya', status: 'online', lastSeenAt: null },
      { userId: 'sam', status: 'away', lastSeenAt: null },
      { userId: 'otto', status: 'offline', lastSeenAt: seen.toISOString() },
      { userId: 'lena', status: 'offline', lastSeenAt: null },
    ]]])
  })

  it('sends and queries nothing for a socket without conversations', async () => {
    const { sent, statusesOf } = await sendTo([socket('one')], [])
    expect([sent, statusesOf.mock.calls, vi.mocked(listConversationParticipants).mock.calls]).toEqual([[], [], []])
  })

  it('skips a conversation without new sockets, because an empty list of rooms would mean everyone', async () => {
    const { sent } = await sendTo([socket('one', 'bread')], [{ conversationId: 'cake', participants: [{ userId: 'maya', lastSeenAt: null }] }])
    expect(sent).toEqual([])
  })
})

describe('repeated task', () => {
  afterEach(() => vi.useRealTimers())

  it('continues after a reported failure and ends when stopped', async () => {
    const [task, onError] = [vi.fn(), vi.fn()]
    task.mockRejectedValueOnce(new Error('the database is down'))
    const repeated = repeat(() => 1, task, onError)
    await vi.waitFor(() => expect(task.mock.calls.length).toBeGreaterThan(2))
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'the database is down' }))
    await repeated.stop()
    const times = task.mock.calls.length
    await settle()
    expect(task).toHaveBeenCalledTimes(times)
  })

  it('stops at once between two runs, and otherwise waits for the current run', async () => {
    const idle = repeat(() => 3_600_000, vi.fn(), vi.fn())
    await idle.stop()
    let finish = () => undefined as unknown
    const task = vi.fn(() => new Promise<void>(resolve => finish = resolve))
    const busy = repeat(() => 0, task, vi.fn())
    await vi.waitFor(() => expect(task).toHaveBeenCalledOnce())
    const stopped = vi.fn()
    const stopping = busy.stop().then(stopped)
    await settle()
    expect(stopped).not.toHaveBeenCalled()
    finish()
    await stopping
    expect(task).toHaveBeenCalledOnce()
  })
})
