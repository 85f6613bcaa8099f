import type { Redis } from 'ioredis'
import { createShardedAdapter } from '@socket.io/redis-adapter'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { listCompanions } from '#server/domain/realtime/list-companions.ts'
import { sendCurrentPresence } from '#server/websocket/presence/send-current-presence.ts'
import { createRedisStore } from '#server/websocket/presence/redis-store.ts'
import { createRedisAdapter } from '#server/websocket/redis-adapter.ts'
import { repeat } from '#server/websocket/repeat.ts'
import type { RealtimeServer, RealtimeSocket } from '#server/websocket/socket-types.ts'

vi.mock('@socket.io/redis-adapter', () => ({ createShardedAdapter: vi.fn() }))
vi.mock('#server/domain/realtime/list-companions.ts', () => ({ listCompanions: vi.fn() }))

const settle = () => new Promise(setImmediate)

describe('events between nodes while Redis is in trouble', () => {
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

  it('a subscription that fails is reported, and ends nobody\'s process', async () => {
    const { listener, onError, subscriber, close } = openAdapter()
    expect(await listener.ssubscribe('parley')).toBe(0)
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'no cluster' }))
    close()
    expect(subscriber.disconnect).toHaveBeenCalledOnce()
  })

  it('those on the same node wait for nothing, and nothing piles up while it hangs', async () => {
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

  it('of whom Redis says nothing counts as away', async () => {
    const redis = { eval: vi.fn(async () => ['online']) }
    const statuses = await createRedisStore({ redis: redis as unknown as Redis, node: 'one', lease: 1_000 }).read(['maya', 'sam'])
    expect([...statuses]).toEqual([['maya', 'online'], ['sam', 'offline']])
  })
})

describe('who has just connected', () => {
  const socket = (id: string, ...conversations: string[]) => ({ id, rooms: new Set([id, ...conversations.map(name => `conversation:${name}`)]) }) as unknown as RealtimeSocket
  const seen = new Date('2026-11-20T09:00:00.000Z')

  async function greet(newcomers: RealtimeSocket[], companions: Awaited<ReturnType<typeof listCompanions>>) {
    vi.mocked(listCompanions).mockReset().mockResolvedValue(companions)
    const told: [rooms: string[], users: unknown][] = []
    const io = { local: { to: (rooms: string[]) => ({ emit: (_event: string, { users }: { users: unknown }) => void told.push([rooms, users]) }) } }
    const statusesOf = vi.fn(async () => new Map<string, 'online' | 'away'>([['maya', 'online'], ['sam', 'away']]))
    await sendCurrentPresence(io as unknown as RealtimeServer, newcomers, statusesOf)
    return { told, statusesOf }
  }

  it('hears once a conversation who is here, and since when the others are not', async () => {
    const people = ['maya', 'sam', 'otto', 'lena'].map(userId => ({ userId, lastSeenAt: userId === 'lena' ? null : seen }))
    const { told } = await greet([socket('one', 'bread'), socket('two', 'bread')], [{ conversationId: 'bread', people }])
    expect(told).toEqual([[['one', 'two'], [
      { userId: 'maya', status: 'online', lastSeenAt: null },
      { userId: 'sam', status: 'away', lastSeenAt: null },
      { userId: 'otto', status: 'offline', lastSeenAt: seen.toISOString() },
      { userId: 'lena', status: 'offline', lastSeenAt: null },
    ]]])
  })

  it('takes part in nothing: nothing is asked, and nobody is told', async () => {
    const { told, statusesOf } = await greet([socket('one')], [])
    expect([told, statusesOf.mock.calls, vi.mocked(listCompanions).mock.calls]).toEqual([[], [], []])
  })

  it('is told of no other conversation, and that of nobody: no room at all would mean everybody', async () => {
    const { told } = await greet([socket('one', 'bread')], [{ conversationId: 'cake', people: [{ userId: 'maya', lastSeenAt: null }] }])
    expect(told).toEqual([])
  })
})

describe('what is done again and again', () => {
  afterEach(() => vi.useRealTimers())

  it('goes on after a failure, which is reported, and ends when it is stopped', async () => {
    const [task, onError] = [vi.fn(), vi.fn()]
    task.mockRejectedValueOnce(new Error('the database is away'))
    const repeated = repeat(() => 1, task, onError)
    await vi.waitFor(() => expect(task.mock.calls.length).toBeGreaterThan(2))
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'the database is away' }))
    await repeated.stop()
    const times = task.mock.calls.length
    await settle()
    expect(task).toHaveBeenCalledTimes(times)
  })

  it('is not waited for when it is stopped between two runs, and no run is cut off', async () => {
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
