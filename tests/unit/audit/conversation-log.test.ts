import { describe, expect, it } from 'vitest'
import type { Changes, Message } from '#shared/types.ts'
import { ConversationLog } from '../../audit/client/conversation-log.ts'

function message(seq: number): Message {
  const id = `message ${seq}`
  return { id, conversationId: 'harbor', authorId: 'maya', seq, changeSeq: seq, version: 1, body: id, createdAt: '2026-11-20T09:00:00.000Z', deletedAt: null }
}

const fact = (changeSeq: number) => ({ changeSeq, message: message(changeSeq) })
const changes = (messages: Message[], changeSeq: number, done = true) =>
  ({ epoch: '', anew: false, done, messages, head: { changeSeq } }) as Changes
const seqsOf = (log: ConversationLog) => log.list().map(({ seq }) => seq)

describe('the log of an audited client', () => {
  it('applies the next fact, ignores an earlier one and keeps a later one', () => {
    const log = new ConversationLog({ ignoresGaps: false })
    expect(log.hear(fact(1))).toBe(false)
    expect(log.hear(fact(1))).toBe(false)
    expect(log.hear(fact(3))).toBe(true)
    expect([log.cursor, seqsOf(log)]).toEqual([1, [1]])
    expect(log.hear(fact(2))).toBe(false)
    expect([log.cursor, seqsOf(log)]).toEqual([3, [1, 2, 3]])
  })

  it('closes a gap by a page of changes', () => {
    const log = new ConversationLog({ ignoresGaps: false })
    log.hear(fact(4))
    log.catchUp(changes([message(1), message(2)], 4, false))
    expect(log.cursor).toBe(2)
    log.catchUp(changes([message(3)], 4))
    expect([log.cursor, seqsOf(log)]).toEqual([4, [1, 2, 3, 4]])
  })

  it('leaves the cursor alone when its own command is answered', () => {
    const log = new ConversationLog({ ignoresGaps: false })
    log.hearAnswer(message(2))
    expect([log.cursor, seqsOf(log)]).toEqual([0, [2]])
  })

  it('errs on purpose when it ignores gaps', () => {
    const log = new ConversationLog({ ignoresGaps: true })
    expect(log.hear(fact(3))).toBe(false)
    expect([log.cursor, seqsOf(log)]).toEqual([3, [3]])
  })
})
