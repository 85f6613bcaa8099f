import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { useDraftsStore } from '../../../stores/drafts.ts'
import { usePresenceStore } from '../../../stores/presence.ts'
import { head, maya, sam, shop } from '../../helpers/bakery.ts'

describe('the presence store', () => {
  it('starts from the heads and follows the events; whom nobody spoke of is offline', () => {
    const store = usePresenceStore(createPinia())
    expect(store.statusOf(sam)).toBe('offline')
    store.applyHeads([head(1)])
    expect(store.statusOf(sam)).toBe('online')
    store.applyPresence([{ userId: sam, status: 'away', lastSeenAt: '2026-11-20T09:00:00.000Z' }])
    expect([store.statusOf(sam), store.lastSeenOf(sam), store.lastSeenOf('nobody')]).toEqual(['away', '2026-11-20T09:00:00.000Z', null])
  })

  it('names those who type in the order in which they began, once each', () => {
    const store = usePresenceStore(createPinia())
    const type = (userId: string, typing: boolean) => store.applyTyping({ conversationId: shop, userId, typing })
    type(sam, true)
    type(maya, true)
    type(sam, true)
    expect(store.typingIn(shop)).toEqual([sam, maya])
    type(sam, false)
    expect(store.typingIn(shop)).toEqual([maya])
    store.clearTyping()
    expect(store.typingIn(shop)).toEqual([])
  })
})

it('the drafts store holds a text for each conversation', () => {
  const store = useDraftsStore(createPinia())
  store.applyDraft(shop, 'Dear Sam')
  expect([store.of(shop), store.of('other')]).toEqual(['Dear Sam', ''])
  store.applyDrafts({})
  expect(store.of(shop)).toBe('')
})
