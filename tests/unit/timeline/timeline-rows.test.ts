import { describe, expect, it } from 'vitest'
import type { Message } from '#shared/types.ts'
import { storedIdsOf } from '#shared/message-references.ts'
import { buildTimelineRows, refersTo } from '../../../composables/timeline/timelineRows.ts'
import { plainMessage } from '../../helpers/plain-message.ts'

const maya = '0197c000-0000-7000-8000-00000000000a'
const sam = '0197c000-0000-7000-8000-00000000000b'

function message(seq: number, authorId: string, createdAt: string, deletedAt: string | null = null): Message {
  return {
    ...plainMessage, id: `message-${seq}`, conversationId: 'website', authorId, seq, changeSeq: seq,
    body: `Words ${seq}`, createdAt, deletedAt,
  }
}

const morning = [
  message(1, sam, '2026-11-19T17:00:00.000Z'),
  message(2, sam, '2026-11-20T09:00:00.000Z'),
  message(3, sam, '2026-11-20T09:04:59.000Z'),
  message(4, sam, '2026-11-20T09:09:59.000Z'),
  message(5, maya, '2026-11-20T09:10:00.000Z'),
]

const rowsOf = (change: Partial<Parameters<typeof buildTimelineRows>[0]> = {}) => buildTimelineRows({
  me: maya, messages: morning, pending: [], unreadAfter: undefined, dayOf: time => time.slice(0, 10), ...change,
})

describe('the rows of a timeline', () => {
  it('[R-134] messages of one person stand together for less than five minutes and one day', () => {
    const rows = rowsOf()
    expect(rows.map(row => row.startsRun)).toEqual([true, true, false, true, true])
    expect(rows.map(row => row.endsRun)).toEqual([true, false, true, true, true])
  })

  it('[R-134] every day starts with its name, in the zone of the reader', () => {
    expect(rowsOf().map(row => row.startsDay)).toEqual([true, true, false, false, false])
    const further = rowsOf({ dayOf: time => new Date(Date.parse(time) - 10 * 3_600_000).toISOString().slice(0, 10) })
    expect(further.map(row => row.startsDay)).toEqual([true, false, false, false, false])
  })

  it('[E-06] the unread divider stands before the first message of others after the marker', () => {
    expect(rowsOf({ unreadAfter: 2 }).map(row => row.startsUnread)).toEqual([false, false, true, false, false])
    expect(rowsOf({ unreadAfter: 4 }).some(row => row.startsUnread)).toBe(false)
  })

  it('[E-06] a deleted message does not carry the unread divider', () => {
    const messages = morning.map(entry => entry.seq === 3 ? { ...entry, deletedAt: entry.createdAt, body: '' } : entry)
    expect(rowsOf({ messages, unreadAfter: 2 }).map(row => row.startsUnread)).toEqual([false, false, false, true, false])
  })

  it('[E-07] pending messages stand last, are mine and say how they fare', () => {
    const rows = rowsOf({
      pending: [{ id: 'pending-1', body: 'On my way', createdAt: '2026-11-20T09:11:00.000Z', state: 'failed', error: 'unavailable' }],
    })
    expect(rows.at(-1)).toMatchObject({ id: 'pending-1', authorId: maya, seq: undefined, delivery: 'failed', error: 'unavailable', startsRun: false })
  })

  it('[T-25] an empty conversation has no rows', () => {
    expect(rowsOf({ messages: [] })).toEqual([])
  })

  it('[R-073] [D6.7] a reply stands in its thread, in the conversation only if it was meant to, and counts where it stands', () => {
    const answers = [3, 4, 5].map(seq => message(seq, sam, '2026-11-20T09:00:00.000Z')).map(answer => ({ ...answer, rootId: 'message-1', parentId: 'message-1' }))
    const mixed = [...morning.slice(0, 2), ...answers.map(answer => ({ ...answer, alsoInConversation: answer.seq === 5 }))]
    const shown = (rows: ReturnType<typeof rowsOf>) => rows.map(row => [row.seq, row.startsUnread])
    expect(shown(rowsOf({ messages: mixed, unreadAfter: 2 }))).toEqual([[1, false], [2, false], [5, true]])
    expect(shown(rowsOf({ messages: answers, unreadAfter: 3, inThread: true }))).toEqual([[3, false], [4, true], [5, false]])
  })

  it('[E-03] shows what it quotes, forwards, or answers; an answer to the root goes without saying', () => {
    const none = { ...storedIdsOf({}), rootId: null, thread: null }
    expect([{ ...none, quotedId: 'a' }, { ...none, forwardedFromId: 'a' }, { ...none, parentId: 'a', rootId: 'b' }].map(refersTo)).toEqual([true, true, true])
    expect([none, { ...none, parentId: 'b', rootId: 'b' }].map(refersTo)).toEqual([false, false])
  })
})
