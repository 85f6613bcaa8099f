import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeMessages, positionInLog, contiguousRun } from '#shared/sync.ts'
import { message, messages } from '../../helpers/bakery.ts'

const seqs = (list: readonly { seq: number }[]) => list.map(({ seq }) => seq)

describe('merging messages', () => {
  it('[T-03] [D6.6] orders 200 messages of one moment by seq, in whatever pages they come, without gap or repeat', () => {
    fc.assert(fc.property(fc.shuffledSubarray(messages(1, 200), { minLength: 200 }), fc.integer({ min: 1, max: 60 }), (shuffled, page) => {
      let held: readonly ReturnType<typeof message>[] = []
      for (let start = 0; start < shuffled.length; start += page) held = mergeMessages(held, shuffled.slice(start, start + page))
      expect(seqs(held)).toEqual(seqs(messages(1, 200)))
    }), { numRuns: 30 })
  })

  it('[T-25] [D6.3] lets the latest change of each message win, in any order and however often it comes', () => {
    const versions = fc.array(fc.record({ seq: fc.integer({ min: 1, max: 25 }), changeSeq: fc.integer({ min: 1, max: 99 }) }), { maxLength: 60 })
    fc.assert(fc.property(versions, (list) => {
      const latest = new Map<number, number>()
      for (const { seq, changeSeq } of list) latest.set(seq, Math.max(changeSeq, latest.get(seq) ?? 0))
      const held = list.reduce<ReturnType<typeof mergeMessages>>((known, { seq, changeSeq }) => mergeMessages(known, [message(seq, { changeSeq })]), [])
      expect(held.map(({ seq, changeSeq }) => [seq, changeSeq])).toEqual([...latest].sort(([one], [other]) => one - other))
    }))
  })

  it('leaves the list it was given alone', () => {
    const held = Object.freeze(messages(1, 3))
    expect(seqs(mergeMessages(held, [message(2, { changeSeq: 9 }), message(4)]))).toEqual([1, 2, 3, 4])
    expect(seqs(held)).toEqual([1, 2, 3])
  })
})

describe('a run without a gap', () => {
  const islands = [...messages(1, 3), ...messages(7, 9), message(20)]

  it.each([[1, [1, 2, 3]], [3, [1, 2, 3]], [5, [7, 8, 9]], [8, [7, 8, 9]], [20, [20]], [99, [20]], [Number.POSITIVE_INFINITY, [20]]])('around %s is %j', (seq, run) => {
    expect(seqs(contiguousRun(islands, seq))).toEqual(run)
  })

  it('[T-25] is nothing when nothing is held, and everything when there is no gap', () => {
    expect(contiguousRun([], 1)).toEqual([])
    const all = messages(4, 30)
    expect(contiguousRun(all, 12)).toBe(all)
  })
})

it('[D6.3] says whether a change is known, the next, or ahead of the log', () => {
  expect([4, 5, 6, 7].map(changeSeq => positionInLog(changeSeq, 5))).toEqual(['known', 'known', 'next', 'ahead'])
})
