import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useRemindersStore } from '../../../stores/reminders.ts'
import { maya, message, sam } from '../../helpers/bakery.ts'

const at = (minute: number) => `2026-11-20T09:${String(minute).padStart(2, '0')}:00.000Z`
const due = (seq: number, minute: number) => ({ message: message(seq), savedAt: at(seq), remindAt: at(minute), remindedAt: at(minute) })

describe('due reminders', () => {
  let store: ReturnType<typeof useRemindersStore>
  const seqs = () => store.due.map(one => one.message.seq)

  beforeEach(() => {
    store = useRemindersStore(createPinia())
    store.beginSession(maya)
    store.applyDue([due(5, 40), due(4, 45)])
  })

  it('[E-04] stay until they are done, rescheduled or their bookmark is removed, on any device', () => {
    store.applyDue([due(5, 40), due(4, 45), due(3, 50)])
    store.applyBookmark({ messageId: message(5).id, ...due(5, 40) })
    expect(seqs()).toEqual([5, 4, 3])
    store.applyBookmark({ messageId: message(5).id, ...due(5, 59), remindedAt: null })
    store.applyBookmark({ messageId: message(4).id, ...due(4, 45), remindAt: null, remindedAt: null })
    expect(seqs()).toEqual([3])
    store.applyBookmark({ messageId: message(3).id, savedAt: null, message: null, remindAt: null, remindedAt: null })
    expect(seqs()).toEqual([])
  })

  it('[E-04] follow their messages, and are removed with a deleted one', () => {
    store.applyMessages([message(5, { changeSeq: 9, body: 'Later' }), message(4, { changeSeq: 10, deletedAt: at(59), body: '' })])
    store.applyMessages([message(5, { changeSeq: 8, body: 'Older' })])
    expect(store.due.map(one => one.message.body)).toEqual(['Later'])
  })

  it('[S-25] are cleared when another user signs in', () => {
    store.beginSession(maya)
    expect(seqs()).toEqual([5, 4])
    store.beginSession(sam)
    expect(seqs()).toEqual([])
  })
})
