import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ScheduledMessage } from '#shared/types.ts'
import { useScheduledStore } from '../../../stores/scheduled.ts'
import { maya, sam, shop } from '../../helpers/bakery.ts'

const waiting = (id: string, hour: number): ScheduledMessage => ({
  id, conversationId: shop, body: `for ${hour} o'clock`, parentId: null, rootId: null, alsoInConversation: false, quotedId: null, dueAt: `2026-11-20T${hour}:00:00.000Z`, state: 'waiting', error: null,
})

describe('scheduled messages', () => {
  let store: ReturnType<typeof useScheduledStore>
  const ids = () => store.list.map(({ id }) => id)
  beforeEach(() => {
    store = useScheduledStore(createPinia())
    store.beginSession(maya)
    store.applyList([waiting('flour', 10), waiting('sugar', 12)])
  })

  it('[E-09] are sorted by time, also after a change of time, and listed once', () => {
    store.applyScheduled('eggs', waiting('eggs', 11))
    expect(ids()).toEqual(['flour', 'eggs', 'sugar'])
    store.applyScheduled('flour', waiting('flour', 13))
    expect(ids()).toEqual(['eggs', 'sugar', 'flour'])
  })

  it('[E-09] are removed when sent or cancelled, however often the event arrives', () => {
    store.applyScheduled('flour', null)
    store.applyScheduled('flour', null)
    expect(ids()).toEqual(['sugar'])
  })

  it('[S-25] are cleared when another user signs in, and stay for the same user', () => {
    store.beginSession(maya)
    expect(ids()).toEqual(['flour', 'sugar'])
    store.beginSession(sam)
    expect(store.$state).toMatchObject({ me: sam, list: [], known: false })
  })
})
