import { describe, expect, it, vi } from 'vitest'
import { createBackOff } from '#client/api/back-off.ts'
import type { ConnectionState } from '#client/connection/connection-state.ts'
import { createConnectionState } from '#client/connection/connection-state.ts'
import type { SocketLike } from '#client/connection/socket-connection.ts'
import { createSocketConnection } from '#client/connection/socket-connection.ts'
import { createPresenceNotice } from '#client/presence/presence-notice.ts'
import { createTypingNotice } from '#client/presence/typing-notice.ts'
import type { ServerEventTable } from '#client/connection/server-events.ts'
import { shop } from '../../helpers/bakery.ts'
import { createScene, lost, refused } from '../../helpers/vue/scene.ts'

describe('what the person sees of the connection', () => {
  function open() {
    const { clock, timers } = createScene()
    const shown: ConnectionState[] = []
    return { clock, shown, ...createConnectionState({ timers, show: state => shown.push(state) }) }
  }

  it('[R-086] says nothing of an outage of less than two seconds', async () => {
    const { clock, shown, lost, caughtUp } = open()
    caughtUp()
    lost(true)
    await clock.pass(1_900)
    caughtUp()
    await clock.pass(10_000)
    expect(shown).toEqual(['live', 'live'])
  })

  it('[R-086] says reconnecting after two seconds, then that it is back, for a moment', async () => {
    const { clock, shown, lost, caughtUp } = open()
    lost(true)
    await clock.pass(1_500)
    lost(true)
    await clock.pass(500)
    lost(true)
    expect(shown).toEqual(['reconnecting'])
    caughtUp()
    caughtUp()
    await clock.pass(3_000)
    expect(shown).toEqual(['reconnecting', 'restored', 'live'])
  })

  it('[R-086] says offline at once, reconnecting when the network is back', async () => {
    const { clock, shown, lost, caughtUp, stop } = open()
    lost(false)
    lost(true)
    caughtUp()
    lost(true)
    stop()
    await clock.pass(10_000)
    expect(shown).toEqual(['offline', 'reconnecting', 'restored', 'live'])
  })
})

/** A socket that does what a test says, in the place of Socket.IO's. */
function openLink({ renewSession = async () => true } = {}) {
  const scene = createScene()
  const handlers = new Map<string, (...values: unknown[]) => void>()
  const socket = {
    connected: false, active: true,
    on: (name: string, handler: (...values: never[]) => void) => handlers.set(name, handler as never),
    emit: vi.fn(), connect: vi.fn(), disconnect: vi.fn(),
  }
  const parts = {
    listener: { connected: vi.fn(async () => true), disconnected: vi.fn() },
    showState: vi.fn<(state: ConnectionState) => void>(),
    signOut: vi.fn(),
    renewSession: vi.fn(renewSession),
  }
  const typed = vi.fn()
  const table = { 'typing:updated': typed } as unknown as ServerEventTable
  const link = createSocketConnection({ openSocket: () => socket as SocketLike, table, timers: scene.timers, isOnline: () => true, ...parts })
  return { ...parts, scene, socket, link, typed, happens: (name: string, ...values: unknown[]) => handlers.get(name)?.(...values) }
}
const refusal = (code: string) => Object.assign(new Error(code), { data: { code } })

describe('the socket connection', () => {
  it('[R-083] [R-086] passes events to the table, and each connect and disconnect to the listener', () => {
    const { happens, listener, typed } = openLink()
    happens('typing:updated', { conversationId: shop })
    happens('connect')
    happens('disconnect')
    happens('connect')
    expect(typed).toHaveBeenCalledExactlyOnceWith({ conversationId: shop })
    expect([listener.connected.mock.calls.length, listener.disconnected.mock.calls.length]).toEqual([2, 1])
  })

  it('[R-086] leaves an outage to Socket.IO, and comes back by itself, later each time, where that gives up', async () => {
    const { happens, socket, scene, link } = openLink()
    happens('connect_error', new Error('xhr poll error'))
    await scene.clock.pass(60_000)
    expect(socket.connect).not.toHaveBeenCalled()

    socket.active = false
    happens('connect_error', refusal('unavailable'))
    await scene.clock.pass(1_000)
    happens('disconnect')
    await scene.clock.pass(1_000)
    expect(socket.connect).toHaveBeenCalledTimes(1)
    await scene.clock.pass(1_000)
    expect(socket.connect).toHaveBeenCalledTimes(2)
    link.close()
    happens('disconnect')
    await scene.clock.pass(60_000)
    expect(socket.connect).toHaveBeenCalledTimes(2)
  })

  it('[R-086] renews the session once when the handshake is refused, and signs out when that does not help', async () => {
    const { happens, socket, scene, renewSession, signOut } = openLink()
    socket.active = false
    happens('connect_error', refusal('unauthenticated'))
    await scene.clock.pass(0)
    expect([renewSession.mock.calls.length, socket.connect.mock.calls.length, signOut.mock.calls.length]).toEqual([1, 1, 0])
    happens('connect_error', refusal('unauthenticated'))
    await scene.clock.pass(0)
    expect([renewSession.mock.calls.length, signOut.mock.calls.length]).toEqual([1, 1])
  })

  it('[D6.8] signs out when there is no session to renew, or it was revoked', async () => {
    for (const [code, renewSession] of [['unauthenticated', async () => false], ['session_revoked', async () => true]] as const) {
      const { happens, socket, scene, signOut } = openLink({ renewSession })
      socket.active = false
      happens('connect_error', refusal(code))
      await scene.clock.pass(60_000)
      expect(signOut).toHaveBeenCalledOnce()
      expect(socket.connect).not.toHaveBeenCalled()
    }
  })

  it('[R-086] does not sign out because nobody answered', async () => {
    const { happens, socket, scene, signOut } = openLink({ renewSession: () => Promise.reject(lost()) })
    socket.active = false
    happens('connect_error', refusal('unauthenticated'))
    await scene.clock.pass(5_000)
    expect(signOut).not.toHaveBeenCalled()
    expect(socket.connect).toHaveBeenCalledOnce()
  })

  it('[S-49] waits as long as the server asked before it hung up', async () => {
    const { happens, socket, link, scene } = openLink()
    socket.connected = true
    happens('connect')
    link.send('typing:start', { conversationId: shop })
    socket.emit.mock.calls[0]?.[2]({ ok: false, error: { code: 'too_many_requests', retryAfter: 60 } })
    socket.active = false
    happens('disconnect')
    await scene.clock.pass(59_000)
    expect(socket.connect).not.toHaveBeenCalled()
    await scene.clock.pass(1_000)
    expect(socket.connect).toHaveBeenCalledOnce()
  })

  it('[S-49] comes back later each time to a server that hangs up at once, and soon to one that lasted', async () => {
    const { happens, socket, scene } = openLink()
    socket.active = false
    const comesBack = async (lasted: number) => {
      const before = socket.connect.mock.calls.length
      happens('connect')
      await scene.clock.pass(lasted)
      happens('disconnect')
      await scene.clock.pass(1_000)
      const soon = socket.connect.mock.calls.length - before
      await scene.clock.pass(30_000)
      return [soon, socket.connect.mock.calls.length - before]
    }
    expect(await comesBack(0)).toEqual([1, 1])
    for (let times = 0; times < 5; times += 1) expect(await comesBack(5_000)).toEqual([0, 1])
    expect(await comesBack(60_000)).toEqual([1, 1])
  })

  it('[S-49] says that there are too many windows, and tries again without signing out', async () => {
    const { happens, socket, scene, link, showState, signOut } = openLink()
    socket.active = false
    for (let times = 0; times < 3; times += 1) {
      happens('connect_error', refusal('too_many_connections'))
      await scene.clock.pass(30_000)
    }
    expect([showState.mock.calls, socket.connect.mock.calls.length, signOut.mock.calls.length]).toEqual([[['crowded']], 3, 0])
    socket.connected = true
    happens('connect')
    link.caughtUp()
    await scene.clock.pass(3_000)
    expect(showState.mock.calls).toEqual([['crowded'], ['restored'], ['live']])
  })

  it('sends events only while connected, and shows when the network is offline', () => {
    const { link, socket, showState } = openLink()
    link.send('typing:start', { conversationId: shop })
    link.caughtUp()
    expect([socket.emit.mock.calls.length, showState.mock.calls.length]).toEqual([0, 0])
    socket.connected = true
    link.send('typing:start', { conversationId: shop })
    link.caughtUp()
    link.networkChanged()
    expect(socket.emit).toHaveBeenCalledExactlyOnceWith('typing:start', { conversationId: shop }, expect.any(Function))
    expect(showState.mock.calls).toEqual([['live']])
  })
})

describe('notices to others', () => {
  it('[R-077] sends typing every few seconds, not at every key, and once when it ends', async () => {
    const { clock, timers } = createScene()
    const told: string[] = []
    const { typed, stopped } = createTypingNotice({ timers, send: event => told.push(event) })
    stopped()
    for (let key = 0; key < 40; key += 1) {
      typed()
      await clock.pass(100)
    }
    stopped()
    stopped()
    expect(told).toEqual(['typing:start', 'typing:start', 'typing:stop'])
  })

  it('[R-078] counts as away after five minutes out of sight, and as back at the first look', async () => {
    const { clock, timers } = createScene()
    const told: string[] = []
    let isVisible = false
    const notice = createPresenceNotice({ timers, isVisible: () => isVisible, send: status => told.push(status) })
    notice.visibilityChanged()
    notice.connected()
    await clock.pass(299_000)
    expect(told).toEqual([])
    await clock.pass(1_000)
    notice.connected()
    isVisible = true
    notice.visibilityChanged()
    notice.visibilityChanged()
    notice.stop()
    expect(told).toEqual(['away', 'away', 'online'])
  })
})

it('[T-08] spreads repetitions over half of a wait that doubles up to half a minute', () => {
  for (const [chance, waits] of [[0, [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]], [0.999_999, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]]] as const) {
    const backOff = createBackOff({ random: () => chance })
    expect(waits.map(() => Math.round(backOff.next()))).toEqual(waits)
    backOff.reset()
    expect(Math.round(backOff.next(refused('too_many_requests', { retryAfter: 40 })))).toBe(40_000)
  }
})
