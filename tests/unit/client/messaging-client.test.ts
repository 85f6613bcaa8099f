import { createPinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { serverEvents } from '#shared/contracts/events.ts'
import { createMessagingClient } from '#client/messaging-client.ts'
import { createServerEvents } from '#client/connection/server-events.ts'
import { useBookmarksStore } from '../../../stores/bookmarks.ts'
import { createBrowser } from '../../simulator/device.ts'
import { epoch, head, maya, message, openShop, openStores, participant, sam, shop } from '../../helpers/bakery.ts'
import { createScene, fail, lost } from '../../helpers/vue/scene.ts'

function open(stores = openShop(3)) {
  const scene = createScene({
    sync: () => ({ epoch, conversations: [head(4)], changes: [], unreadChecksum: '', gone: [] }),
    listChanges: () => ({ epoch, reset: false, done: true, head: head(4), messages: [message(4)] }),
    sendMessage: ({ body }) => message(5, { id: String(body.id), authorId: maya }),
  })
  const browser = createBrowser(maya)
  const page = { isVisible: true, isOnline: true }
  const client = createMessagingClient({
    ...stores, ...scene, storage: browser.storage, lock: browser.lockFor(page), isOnline: () => page.isOnline, isVisible: () => page.isVisible,
  })
  return { ...stores, scene, browser, page, client }
}

describe('the messaging client', () => {
  it('[R-086] [D6.4] brings what was missed and sends what waited on each new connection', async () => {
    const { client, store, outboxStore, scene, page } = open()
    page.isOnline = false
    await client.start()
    await client.outbox.add({ id: 'kept', conversationId: shop, body: 'hello' })
    client.disconnected()
    page.isOnline = true
    expect(await client.connected()).toBe(true)
    await scene.clock.pass(100)
    expect([...store.segment(shop), ...outboxStore.entries].map(({ id }) => id)).toEqual([1, 2, 3, 4].map(seq => message(seq).id).concat('kept'))
  })

  it('[T-07] asks nothing while the page is hidden, and everything when it is looked at again', async () => {
    const { client, scene, page } = open()
    await client.start()
    await scene.clock.pass(31_000)
    expect(scene.timesAsked('sync')).toBe(1)
    page.isVisible = false
    await scene.clock.pass(3 * 3_600_000)
    expect(scene.timesAsked('sync')).toBe(1)
    page.isVisible = true
    expect(await client.woken()).toBe(true)
    expect(scene.timesAsked('sync')).toBe(2)
  })

  it('[S-25] leaves no timer and no text behind when the person signs out', async () => {
    const { client, scene, browser, page } = open()
    page.isOnline = false
    await client.start()
    await client.outbox.add({ id: 'kept', conversationId: shop, body: 'hello' })
    client.markers.markRead(shop, 2)
    client.leaving()
    // Running requests fail after the end and must not be repeated as another user.
    scene.answers.sync = scene.answers.listChanges = scene.answers.markRead = () => fail(lost())
    void client.woken()
    void client.changes.catchUp(shop)
    client.markers.markRead(shop, 3)
    await client.end()
    scene.asked.mockClear()
    await scene.clock.pass(3_600_000)
    expect(scene.asked).not.toHaveBeenCalled()
    expect(await browser.storage.listOf(maya)).toEqual([])
  })
})

describe('the table of server events', () => {
  function table() {
    const world = open()
    const signOut = vi.fn()
    return { ...world, signOut, events: createServerEvents({ ...world, messaging: world.client, bookmarks: useBookmarksStore(createPinia()), applyScheduled: () => undefined, applyNotification: () => undefined, applyDraft: () => undefined, applyThreadView: () => undefined, signOut }) }
  }
  const place = { conversationId: shop }

  it('[R-083] has a handler for every event of the contract', () => {
    expect(Object.keys(table().events).sort()).toEqual(Object.keys(serverEvents).sort())
  })

  it('[R-083] [R-089] applies events to the stores', () => {
    const { events, store, presence } = table()
    events['typing:updated']({ ...place, userId: sam, typing: true })
    expect(presence.typingIn(shop)).toEqual([sam])
    events['message:created']({ ...place, changeSeq: 4, message: message(4) })
    events['conversation:updated']({ ...place, changeSeq: 5, status: 'archived', title: 'Done' })
    events['participant:added']({ ...place, changeSeq: 6, participant: participant('lena', 'Lena', 0) })
    events['participant:removed']({ ...place, changeSeq: 7, userId: sam })
    events['read:updated']({ ...place, userId: maya, lastReadSeq: 3 })
    events['presence:updated']({ users: [{ userId: sam, status: 'away', lastSeenAt: null }] })
    // Who has written types no longer.
    expect(presence.typingIn(shop)).toEqual([])
    expect(presence.statusOf(sam)).toBe('away')
    expect(store.unreadOf(shop)).toBe(1)
    expect(store.conversations[shop]).toMatchObject({ cursor: 7, head: { status: 'archived', title: 'Done' } })
  })

  it('[R-089] asks for a conversation that began, and for what the announced heads know better', async () => {
    const { events, scene, store } = table()
    events['conversation:created']({ ...place, changeSeq: 1 })
    expect(scene.timesAsked('sync')).toBe(0)
    events['conversation:created']({ conversationId: 'new', changeSeq: 0 })
    events['heads:announced']({ heads: [{ ...place, changeSeq: 4 }] })
    await scene.clock.pass(500)
    expect(scene.timesAsked('sync')).toBe(1)
    expect(store.conversations[shop]?.cursor).toBe(4)
  })

  it('[D6.8] signs out where the session was revoked', () => {
    const { events, signOut } = table()
    events['session:revoked']({ sessionId: shop, forget: true })
    events['session:revoked']({ sessionId: shop, forget: false })
    expect(signOut.mock.calls).toEqual([[{ keepUnsent: false }], [{ keepUnsent: true }]])
  })

  it('shows no typing after a disconnect, or after the timeout', async () => {
    const { events, client, presence, scene } = table()
    events['typing:updated']({ ...place, userId: sam, typing: true })
    await scene.clock.pass(5_900)
    events['typing:updated']({ ...place, userId: sam, typing: true })
    await scene.clock.pass(5_900)
    expect(presence.typingIn(shop)).toEqual([sam])
    await scene.clock.pass(200)
    expect(presence.typingIn(shop)).toEqual([])
    events['typing:updated']({ ...place, userId: sam, typing: true })
    client.disconnected()
    expect(presence.typingIn(shop)).toEqual([])
  })
})

it('a client without anything to show starts and ends', async () => {
  const { client } = open(openStores())
  await client.start()
  await client.end()
})
