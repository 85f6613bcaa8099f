import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useReferredStore } from '../../../stores/referred.ts'
import { maya, message, sam } from '../../helpers/bakery.ts'

describe('messages that others quote', () => {
  let store: ReturnType<typeof useReferredStore>
  beforeEach(() => {
    store = useReferredStore(createPinia())
    store.beginSession(maya)
  })

  it('[S-25] are dropped when another user signs in, and stay for the same user', () => {
    store.applyReferred(message(1).id, message(1))
    store.beginSession(maya)
    expect(store.messages).toEqual({ [message(1).id]: message(1) })
    store.beginSession(sam)
    expect(store.messages).toEqual({})
  })

  it('follow their messages: a later text is shown, an older one changes nothing', () => {
    const edited = message(1, { changeSeq: 7, body: 'Rye, not wheat' })
    store.applyReferred(edited.id, edited)
    store.applyMessages([message(1)])
    expect(store.messages[edited.id]?.body).toBe('Rye, not wheat')
    store.applyMessages([message(1, { changeSeq: 8, body: '', deletedAt: '2026-11-20T10:00:00.000Z' })])
    expect(store.messages[edited.id]?.deletedAt).not.toBeNull()
  })

  it('one that was not there appears once it is, and what nobody quotes is not kept', () => {
    store.applyReferred(message(1).id, null)
    store.applyMessages([message(1), message(2)])
    expect(store.messages).toEqual({ [message(1).id]: message(1) })
  })
})
