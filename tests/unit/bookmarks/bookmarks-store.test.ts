import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { latestPins } from '../../../composables/pins/latestPins.ts'
import { useBookmarksStore } from '../../../stores/bookmarks.ts'
import { maya, message, sam } from '../../helpers/bakery.ts'

const at = (minute: number) => `2026-11-20T09:${String(minute).padStart(2, '0')}:00.000Z`
const plain = { remindAt: null, remindedAt: null }
const saved = (seq: number) => ({ message: message(seq), savedAt: at(seq), ...plain })

describe('bookmarks', () => {
  let store: ReturnType<typeof useBookmarksStore>
  const seqs = () => store.shown.map(one => one.message.seq)

  beforeEach(() => {
    store = useBookmarksStore(createPinia())
    store.beginSession(maya)
    store.applyPage([saved(5), saved(4)], { earlier: false, complete: false })
  })

  it('[E-04] pages are added once, and a first page replaces the list', () => {
    store.applyPage([saved(4), saved(2)], { earlier: true, complete: true })
    expect([seqs(), store.complete, store.lastId]).toEqual([[5, 4, 2], true, message(2).id])
    store.applyPage([saved(5)], { earlier: false, complete: true })
    expect(seqs()).toEqual([5])
  })

  it('[E-04] bookmarks from any device are sorted by time, however often they arrive', () => {
    const mark = { messageId: message(3).id, savedAt: at(30), message: message(3), ...plain }
    store.applyBookmark(mark)
    store.applyBookmark(mark)
    expect([seqs(), store.isBookmarked(mark.messageId)]).toEqual([[3, 5, 4], true])
    store.applyBookmark({ messageId: mark.messageId, savedAt: null, message: null, ...plain })
    expect([seqs(), store.isBookmarked(mark.messageId)]).toEqual([[5, 4], false])
  })

  it('[E-04] copies follow their messages: a newer version replaces them, a deletion removes them, an older version is ignored', () => {
    store.applyMessages([message(5, { changeSeq: 9, body: 'Later' })])
    store.applyMessages([message(5, { changeSeq: 8, body: 'Older' }), message(4, { changeSeq: 10, deletedAt: at(59), body: '' })])
    expect(store.shown.map(one => one.message.body)).toEqual(['Later'])
    expect(store.list.map(one => one.message.body)).toContain('')
    store.applyMessages([message(4, { changeSeq: 11, body: 'Taken back' })])
    expect(store.shown.map(one => one.message.body)).toContain('Taken back')
  })

  it('[E-04] an old bookmark is only listed with its page, also if it gets a reminder', () => {
    store.applyBookmark({ messageId: message(4).id, ...saved(4), remindAt: at(59) })
    expect([seqs(), store.list.map(one => one.remindAt)]).toEqual([[5, 4], [null, at(59)]])
    const old = { messageId: message(1).id, ...saved(1), remindAt: at(59) }
    store.applyBookmark(old)
    expect([seqs(), store.lastId]).toEqual([[5, 4], message(4).id])
    store.applyPage([saved(2)], { earlier: true, complete: true })
    store.applyBookmark(old)
    expect(seqs()).toEqual([5, 4, 2, 1])
  })

  it('[S-25] the list is cleared when another user signs in', () => {
    store.beginSession(sam)
    expect([store.list, store.known]).toEqual([[], false])
  })
})

describe('pinned messages', () => {
  const pinned = (seq: number, minute: number) => message(seq, { pinned: { at: at(minute), byId: sam } })

  it('[E-04] the latest version of each message counts, and the latest pin is first', () => {
    const versions = [pinned(1, 10), pinned(2, 30), pinned(3, 20), message(1, { changeSeq: 7 }), { ...pinned(2, 40), changeSeq: 1 }, pinned(4, 5), message(5)]
    expect(latestPins(versions).map(({ seq }) => seq)).toEqual([2, 3, 4])
    expect(latestPins([{ ...pinned(6, 1), deletedAt: at(2) }])).toEqual([])
  })
})
