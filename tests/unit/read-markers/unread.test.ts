import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countUnread, unreadBaseAfterChange, unreadBaseAfterRead, unreadChecksum } from '#shared/unread.ts'
import { maya, message, sam } from '../../helpers/bakery.ts'

/** A conversation's messages in order, by Maya or Sam, some of them deleted. */
const histories = fc.array(fc.record({ byMaya: fc.boolean(), deleted: fc.boolean() }), { maxLength: 40 }).map(list =>
  list.map(({ byMaya, deleted }, index) => message(index + 1, { authorId: byMaya ? maya : sam, deletedAt: deleted ? '2026-11-20T10:00:00.000Z' : null })))
type History = ReturnType<typeof message>[]

const byHand = (history: History, lastReadSeq: number) =>
  history.filter(({ seq, authorId, deletedAt }) => seq > lastReadSeq && authorId !== maya && !deletedAt).length
const baseAt = (history: History, lastReadSeq: number, seq: number) => ({ seq, count: byHand(history.slice(0, seq), lastReadSeq) })

describe('counting unread messages', () => {
  it('[D6.7] [T-25] gives the same from wherever the server counted up to', () => {
    fc.assert(fc.property(histories, fc.nat(45), fc.nat(45), (history, lastReadSeq, upTo) => {
      const base = baseAt(history, lastReadSeq, Math.min(upTo, history.length))
      expect(countUnread({ userId: maya, lastReadSeq, base, messages: history })).toBe(byHand(history, lastReadSeq))
    }))
  })

  it('[M-03] follows the log message by message, deletions included', () => {
    fc.assert(fc.property(histories, fc.nat(45), (history, lastReadSeq) => {
      const reader = { userId: maya, lastReadSeq }
      const told = history.map(content => ({ ...content, deletedAt: null }))
      const deletions = history.filter(({ deletedAt }) => deletedAt)
      const written = told.reduce((known, content) => unreadBaseAfterChange(known, content, reader), { seq: 0, count: 0 })
      const base = deletions.reduce((known, content) => unreadBaseAfterChange(known, content, reader, 'deleted'), written)
      expect(base).toEqual({ seq: history.length, count: byHand(history, lastReadSeq) })
      // A reply in the thread of a deleted message does not count as another deletion.
      expect(deletions.reduce((known, content) => unreadBaseAfterChange(known, content, reader), base)).toEqual(base)
      const back = deletions.reduce((known, content) => unreadBaseAfterChange(known, { ...content, deletedAt: null }, reader, 'restored'), base)
      expect(back).toEqual(written)
    }))
  })

  it('[M-03] stays true when the marker moves over held messages', () => {
    fc.assert(fc.property(histories, fc.nat(45), fc.nat(45), (history, lastReadSeq, forward) => {
      const to = lastReadSeq + forward
      const base = baseAt(history, lastReadSeq, history.length)
      expect(unreadBaseAfterRead({ userId: maya, lastReadSeq, base, messages: history }, to).count).toBe(byHand(history, to))
    }))
  })
})

describe('the checksum of unread counts', () => {
  const line = { conversationId: 'a', changeSeq: 4, lastReadSeq: 2, unread: 1 }
  const other = { ...line, conversationId: 'b' }

  it('[M-03] is the same in any order of conversations', () => {
    expect(unreadChecksum([line, other])).toBe(unreadChecksum([other, line]))
    expect(unreadChecksum([])).toMatch(/^[0-9a-f]{8}$/)
  })

  it.each(['changeSeq', 'lastReadSeq', 'unread'] as const)('[M-03] notices another %s', (name) => {
    expect(unreadChecksum([{ ...line, [name]: 9 }, other])).not.toBe(unreadChecksum([line, other]))
  })
})
