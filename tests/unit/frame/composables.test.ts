import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { useAccount } from '../../../composables/account/useAccount.ts'
import { useApi } from '../../../composables/frame/useApi.ts'
import { useConnection } from '../../../composables/frame/useConnection.ts'
import { useClient } from '../../../composables/frame/useClient.ts'
import { useDraft, useDrafts } from '../../../composables/composer/useDraft.ts'
import { useTimelinePages } from '../../../composables/timeline/useTimelinePages.ts'
import { useSendMessage } from '../../../composables/composer/useSendMessage.ts'
import { useTyping } from '../../../composables/timeline/useTyping.ts'
import { useDraftsStore } from '../../../stores/drafts.ts'
import { head, maya, messages, openStores, sam, shop } from '../../helpers/bakery.ts'

/** As much of a Nuxt application as composables ask for. */
function stubApplication() {
  const stores = openStores()
  const drafts = useDraftsStore(createPinia())
  const device = {
    send: vi.fn(),
    drafts: { write: drafts.applyDraft },
    messaging: {
      outbox: { add: vi.fn(async () => undefined), flush: vi.fn(async () => undefined), retry: vi.fn(), discard: vi.fn() },
      markers: { markRead: vi.fn() }, heads: { sync: vi.fn() }, changes: { catchUp: vi.fn() },
    },
  }
  const fetch = vi.fn<(path: string, options: object) => Promise<unknown>>()
  const nuxtApp = { $client: device, callHook: vi.fn() }
  const data = ref<unknown>(null)
  const preferences = ref({ undoSendSeconds: 0 })
  const globals = {
    useConversationsStore: () => stores.store, useOutboxStore: () => stores.outboxStore, useOpenConversationsStore: () => stores.openConversations, usePresenceStore: () => stores.presence, useDraftsStore: () => drafts,
    useNuxtApp: () => nuxtApp, useRequestFetch: () => fetch, useState: (key: string, initial: () => unknown) => key === 'auth:data' ? data : ref(initial()),
    useApi, useClient, usePreferences: () => ({ preferences }),
  }
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  return { ...stores, drafts, device, fetch, nuxtApp, data, preferences }
}

describe('composables', () => {
  let app = stubApplication()
  beforeEach(() => {
    app = stubApplication()
    app.store.applyHead(head(80))
  })
  afterEach(() => vi.unstubAllGlobals())

  it('useApi does not retry, and reports that no user is signed in', async () => {
    const { request } = useApi()
    app.fetch.mockResolvedValueOnce({ data: [] })
    await request('listProjects')
    expect(app.fetch).toHaveBeenCalledWith('/api/v1/projects', expect.objectContaining({ method: 'GET', retry: false, timeout: 30_000 }))
    app.fetch.mockRejectedValue({ status: 401, data: { error: { code: 'session_revoked' } } })
    await expect(request('listProjects')).rejects.toMatchObject({ code: 'session_revoked' })
    expect(app.nuxtApp.callHook).toHaveBeenCalledExactlyOnceWith('session:ended')
  })

  it('useAccount keeps what it knows when it cannot be read again', async () => {
    const { account, refreshAccount } = useAccount()
    expect(account.value).toBeNull()
    app.fetch.mockResolvedValueOnce({ data: { user: { id: maya } } })
    await refreshAccount()
    expect(account.value).toEqual({ id: maya })
    app.fetch.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    await expect(refreshAccount()).rejects.toMatchObject({ code: 'network' })
    expect(account.value).toEqual({ id: maya })
  })

  it('[R-054] useTimelinePages knows where the history begins and ends, and loads one page at a time', async () => {
    const { loadAround, loadEarlier, loadLater, loading, atStart, atEnd } = useTimelinePages(shop)
    app.fetch.mockImplementation(async (_path, options) => {
      const { before = 81 } = (options as { query: { before?: number } }).query
      return { data: messages(Math.max(1, before - 50), before - 1) }
    })
    expect([atStart.value, atEnd.value]).toEqual([false, false])
    await loadAround(80)
    expect([atStart.value, atEnd.value]).toEqual([false, true])
    const first = loadEarlier()
    expect(loading.value).toBe(true)
    await Promise.all([first, loadEarlier(), loadLater()])
    expect([atStart.value, loading.value, app.fetch.mock.calls.length]).toEqual([true, false, 2])
    app.store.applyHead(head(0, { id: 'empty' }))
    expect(useTimelinePages('empty').atStart.value).toBe(true)
    const unknown = useTimelinePages('not there')
    expect([unknown.atStart.value, unknown.atEnd.value]).toEqual([false, true])
  })

  it('useSendMessage hands messages to the outbox, each with an id of its own', async () => {
    const { send, retry, discard } = useSendMessage(shop)
    await send('hello')
    await send('hello')
    const { add, flush } = app.device.messaging.outbox
    const entries = add.mock.calls.map(([entry]: unknown[]) => entry as { id: string })
    expect(entries).toMatchObject([{ conversationId: shop, body: 'hello' }, { conversationId: shop, body: 'hello' }])
    expect(entries[0]?.id).not.toBe(entries[1]?.id)
    expect(flush).toHaveBeenCalledTimes(2)
    await retry('one')
    await discard('two')
    expect([app.device.messaging.outbox.retry, app.device.messaging.outbox.discard].map(spy => spy.mock.calls)).toEqual([[['one']], [['two']]])
  })

  it('[E-09] useSendMessage holds a message for as long as its author chose, but no poll', async () => {
    app.preferences.value.undoSendSeconds = 10
    const { send } = useSendMessage(shop)
    await send('hello')
    await send('When?', { poll: { multiple: false, anonymous: false, closesAt: null, options: ['Now', 'Later'] } })
    expect(app.device.messaging.outbox.add.mock.calls.map(([, heldFor]: unknown[]) => heldFor)).toEqual([10_000, 0])
  })

  it('[R-077] useTyping names the others who type, and tells them of oneself', () => {
    const { names, typed, stopped } = useTyping(shop)
    for (const userId of [maya, sam, 'a stranger']) app.presence.applyTyping({ conversationId: shop, userId, typing: true })
    expect(names.value).toEqual(['Sam'])
    typed()
    stopped()
    expect(app.device.send.mock.calls).toEqual([['typing:start', { conversationId: shop }], ['typing:stop', { conversationId: shop }]])
    expect(useTyping('not there').names.value).toEqual([])
  })

  it('useDraft reads and writes the draft of its conversation', () => {
    const draft = useDraft(shop)
    draft.value = 'Dear Sam'
    expect([draft.value, useDrafts()(shop), useDrafts()('other')]).toEqual(['Dear Sam', 'Dear Sam', ''])
  })

  it('useConnection is connecting before the socket has connected', () => {
    expect(useConnection().state.value).toBe('connecting')
  })
})
