import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ScheduledMessage } from '#shared/types.ts'
import { browserLock, browserTimers } from '#client/browser-ports.ts'
import { createClient } from '#client/client.ts'
import type { SocketLike } from '#client/connection/socket-connection.ts'
import { useDraftsStore } from '../../../stores/drafts.ts'
import { useReferredStore } from '../../../stores/referred.ts'
import { useBookmarksStore } from '../../../stores/bookmarks.ts'
import { useScheduledStore } from '../../../stores/scheduled.ts'
import { useThreadsStore } from '../../../stores/threads.ts'
import { createStorage } from '../../helpers/browser-storage.ts'
import { epoch, head, maya, message, openShop, shop } from '../../helpers/bakery.ts'
import { createScene, fail, lost } from '../../helpers/vue/scene.ts'

/** What Maya left to be sent. */
const tomorrow: ScheduledMessage = {
  id: 'c4b1a3f2-0000-7000-8000-000000000001', conversationId: shop, body: 'Good morning', parentId: null, rootId: null, alsoInConversation: false, quotedId: null, dueAt: '2031-03-05T08:00:00.000Z', state: 'waiting', error: null,
}

/** A page of a browser: what the device listens to, as far as it does. */
function stubPage() {
  const page = new EventTarget()
  const visibility = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', visibility)
  vi.stubGlobal('localStorage', createStorage())
  vi.stubGlobal('navigator', { onLine: true })
  return {
    happens: (name: string, properties: object = {}) => page.dispatchEvent(Object.assign(new Event(name), properties)),
    becomes: (state: 'visible' | 'hidden') => {
      visibility.visibilityState = state
      visibility.dispatchEvent(new Event('visibilitychange'))
    },
  }
}

function openDevice() {
  // All stores share one instance, as in the browser.
  const { pinia, ...stores } = openShop(3)
  const scene = createScene({
    sync: () => ({ epoch, conversations: [head(3)], changes: [], unreadChecksum: '', gone: [] }),
    sendMessage: ({ body }) => message(4, { id: String(body.id), authorId: maya }),
    markRead: ({ body }) => ({ conversationId: shop, userId: maya, lastReadSeq: body.seq }),
    listDrafts: () => [],
    listThreads: () => [],
    listScheduled: () => [],
  })
  const handlers = new Map<string, (event?: unknown) => void>()
  const socket = {
    connected: false, active: true, on: (name: string, handler: (...values: never[]) => void) => handlers.set(name, handler as (event?: unknown) => void),
    emit: vi.fn(), connect: vi.fn(), disconnect: vi.fn(() => void (socket.connected = false)),
  }
  const openSocket = vi.fn(() => socket as SocketLike)
  const showState = vi.fn()
  const resumed = vi.fn()
  const userChanged = vi.fn()
  const signOut = vi.fn()
  const client = createClient({
    ...stores, draftsStore: useDraftsStore(pinia), threadsStore: useThreadsStore(pinia), referred: useReferredStore(pinia), bookmarks: useBookmarksStore(pinia), openScheduledStore: async () => useScheduledStore(pinia), applyNotification: () => undefined, request: scene.request, showState, resumed, userChanged,
    openSocket: async () => openSocket, renewSession: async () => true, signOut,
  })
  const scheduledStore = useScheduledStore(pinia)
  const draftsStore = useDraftsStore(pinia)
  const hears = (name: string, event?: unknown) => handlers.get(name)?.(event)
  const connect = () => {
    socket.connected = true
    hears('connect')
  }
  return { ...stores, scheduledStore, draftsStore, scene, client, socket, openSocket, showState, resumed, userChanged, connect, hears, signOut }
}

describe('the client', () => {
  let page = stubPage()
  beforeEach(() => {
    page = stubPage()
  })
  afterEach(() => vi.unstubAllGlobals())

  it('[R-083] opens one socket and is live after the first sync', async () => {
    const { client, connect, showState, scene, socket } = openDevice()
    await client.begin()
    connect()
    await vi.waitFor(() => expect(showState).toHaveBeenLastCalledWith('live'))
    expect(scene.timesAsked('sync')).toBe(1)
    client.send('typing:start', { conversationId: shop })
    expect(socket.emit).toHaveBeenCalledOnce()
    await client.end()
  })

  it('[T-07] shows after each reconnect that it is up to date, also after a short outage', async () => {
    const { client, connect, hears, showState, resumed, scene } = openDevice()
    await client.begin()
    connect()
    await vi.waitFor(() => expect(resumed).toHaveBeenCalledOnce())
    await client.messaging.woken()
    expect([scene.timesAsked('sync'), resumed.mock.calls.length]).toEqual([2, 1])
    hears('disconnect', 'transport close')
    connect()
    await vi.waitFor(() => expect(resumed).toHaveBeenCalledTimes(2))
    expect(showState).not.toHaveBeenCalledWith('reconnecting')
    await client.end()
  })

  it('[T-07] compares with the server when the page is seen again, comes out of the cache, or the network is back', async () => {
    const { client, scene } = openDevice()
    await client.begin()
    const awakes = [() => page.becomes('visible'), () => page.happens('pageshow', { persisted: true }), () => page.happens('online')]
    for (const [index, wake] of awakes.entries()) {
      wake()
      await vi.waitFor(() => expect(scene.timesAsked('sync')).toBe(index + 1))
    }
    page.happens('pageshow', { persisted: false })
    page.happens('offline')
    expect(scene.timesAsked('sync')).toBe(3)
    await client.end()
  })

  it('[E-05] [E-09] asks once for each connection what was left for later, and again only when nobody answered', async () => {
    const { client, connect, hears, scene, scheduledStore } = openDevice()
    const timesAsked = () => (['sync', 'listDrafts', 'listScheduled', 'listThreads'] as const).map(name => scene.timesAsked(name))
    await client.begin()
    connect()
    await vi.waitFor(() => expect([timesAsked(), scheduledStore.known]).toEqual([[1, 1, 1, 1], true]))
    hears('scheduled:updated', { id: tomorrow.id, scheduled: tomorrow })
    await client.messaging.woken()
    expect([timesAsked(), scheduledStore.list]).toEqual([[2, 1, 1, 1], [tomorrow]])
    scene.answers.listScheduled = () => fail(lost())
    connect()
    await vi.waitFor(() => expect([timesAsked(), scheduledStore.failure]).toEqual([[3, 2, 2, 2], 'network']))
    scene.answers.listScheduled = () => []
    await client.messaging.woken()
    await vi.waitFor(() => expect([timesAsked(), scheduledStore.failure, scheduledStore.list]).toEqual([[4, 3, 3, 2], null, []]))
    await client.end()
  })

  it('[T-21] says what it has not said yet when the page is hidden', async () => {
    const { client, scene } = openDevice()
    await client.begin()
    client.messaging.markers.markRead(shop, 1)
    client.messaging.markers.markRead(shop, 3)
    client.drafts.write(shop, 'Dear Sam')
    page.becomes('hidden')
    expect(scene.asked).toHaveBeenLastCalledWith('markRead', expect.objectContaining({ body: { seq: 3, readEra: 0 }, keepalive: true }))
    const kept = () => localStorage.getItem(`parley-draft:${maya}:${shop}`)
    expect(kept()).toBe('Dear Sam')
    client.drafts.write(shop, '')
    page.happens('beforeunload')
    expect(kept()).toBeNull()
    await client.end()
  })

  it('[S-25] closes the socket, removes its listeners and deletes its data after sign-out', async () => {
    const { client, scene, socket, outboxStore } = openDevice()
    await client.begin()
    client.drafts.write(shop, 'Dear Sam')
    await client.end()
    scene.asked.mockClear()
    page.happens('online')
    page.becomes('visible')
    client.send('typing:start', { conversationId: shop })
    expect(socket.disconnect).toHaveBeenCalledOnce()
    expect(scene.asked).not.toHaveBeenCalled()
    expect([localStorage.length, outboxStore.entries]).toEqual([0, []])
  })

  it('[R-055] [E-07] keeps what could not be sent when the session ends by itself, and only for its owner', async () => {
    const { client, store, outboxStore, draftsStore } = openDevice()
    vi.stubGlobal('navigator', { onLine: false })
    await client.begin()
    await client.messaging.outbox.add({ id: 'waits', conversationId: shop, body: 'Two more loaves' })
    client.drafts.write(shop, 'Dear Sam')
    await client.end({ keepUnsent: true })
    expect([outboxStore.entries, draftsStore.of(shop)]).toEqual([[], ''])
    await client.begin()
    await vi.waitFor(() => expect(outboxStore.entries).toMatchObject([{ id: 'waits', state: 'waiting' }]))
    expect(draftsStore.of(shop)).toBe('Dear Sam')
    await client.end({ keepUnsent: true })
    store.beginSession('another person')
    await client.begin()
    await client.end({ keepUnsent: true })
    store.beginSession(maya)
    await client.begin()
    await client.messaging.outbox.restore()
    expect([outboxStore.entries, draftsStore.of(shop)]).toEqual([[], ''])
    await client.end()
  })

  it('[S-25] a sleeping tab makes no request after another user has signed in, and deletes none of their data', async () => {
    const { client, connect, scene, userChanged, outboxStore } = openDevice()
    vi.stubGlobal('navigator', { onLine: false })
    await client.begin()
    await client.messaging.outbox.add({ id: 'waits', conversationId: shop, body: 'Two more loaves' })
    localStorage.setItem('parley-person', 'another person')
    localStorage.setItem('parley-draft:another person:shop', 'Theirs')
    vi.stubGlobal('navigator', { onLine: true })
    const before = scene.asked.mock.calls.length
    connect()
    page.becomes('hidden')
    page.becomes('visible')
    expect([scene.asked.mock.calls.length - before, userChanged.mock.calls.length]).toEqual([0, 2])
    await client.end()
    expect([localStorage.getItem('parley-draft:another person:shop'), outboxStore.entries]).toEqual(['Theirs', []])
  })

  it('signs out when the session is ended on another device', async () => {
    const { client, hears, signOut } = openDevice()
    await client.begin()
    hears('session:revoked', { sessionId: 'one', forget: true })
    expect(signOut).toHaveBeenCalledExactlyOnceWith({ keepUnsent: false })
    await client.end()
  })

  it('opens no socket when the user signs out while its code is loading', async () => {
    const { client, openSocket, scene } = openDevice()
    const beginning = client.begin()
    await client.end()
    await beginning
    client.send('typing:start', { conversationId: shop })
    expect([openSocket.mock.calls.length, scene.timesAsked('sync'), scene.timesAsked('listDrafts')]).toEqual([0, 0, 0])
  })
})

describe('what a browser gives', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('takes the lock of all tabs where there is one, and goes alone where there is none', async () => {
    const work = vi.fn(async () => undefined)
    const ask = vi.fn(async (_name: string, held: () => Promise<void>) => held())
    vi.stubGlobal('navigator', { locks: { request: ask } })
    await browserLock('outbox', work)
    vi.stubGlobal('navigator', {})
    await browserLock('outbox', work)
    expect([ask.mock.calls.length, work.mock.calls.length]).toEqual([1, 2])
  })

  it('runs timers, and stops them', async () => {
    const [run, stopped] = [vi.fn(), vi.fn()]
    browserTimers.set(stopped, 0)()
    browserTimers.set(run, 0)
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce())
    expect(stopped).not.toHaveBeenCalled()
    expect(browserTimers.now()).toBeGreaterThan(0)
    expect(browserTimers.random()).toBeLessThan(1)
  })
})
