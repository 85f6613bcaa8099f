import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import type { TimelineRow } from '../../../composables/timeline/timelineRows.ts'
import { useTimelineScroll } from '../../../composables/timeline/useTimelineScroll.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

const HEIGHT = 100
const WINDOW = 300

/** Rows of sent messages; one without a number is one's own that is under way. */
const rowsOf = (...seqs: (number | undefined)[]) => seqs.map(seq => ({ id: `row ${seq ?? 'own'}`, seq }) as TimelineRow)
const upTo = (last: number, first = 1) => rowsOf(...Array.from({ length: last - first + 1 }, (_, index) => first + index))

/** A list of rows that are a hundred pixels high, in a window in which three of them fit. */
function openList({ first = upTo(40), live: isLive = true, landOn }: { first?: TimelineRow[], live?: boolean, landOn?: string } = {}) {
  const rows = ref(first)
  const live = ref(isLive)
  const list = {
    scrollOffset: 0,
    viewportSize: WINDOW,
    rowHeight: HEIGHT,
    get scrollSize() { return rows.value.length * list.rowHeight },
    findItemIndex: (offset: number) => Math.floor(offset / list.rowHeight),
    scrollToIndex: vi.fn((index: number, { align }: { align: string }) => {
      const beyond = { start: 0, center: (WINDOW - list.rowHeight) / 2, end: WINDOW - list.rowHeight }[align] ?? 0
      list.scrollOffset = Math.max(0, Math.min(index * list.rowHeight - beyond, list.scrollSize - WINDOW))
    }),
  }
  const heard = { nearStart: vi.fn(), nearEnd: vi.fn(), seen: vi.fn() }
  const { result } = mounted({}, () => useTimelineScroll({ rows, live, virtualizer: ref(list as never), landOn, ...heard }))
  /** The reader scrolls there. */
  const scroll = (offset: number) => {
    list.scrollOffset = offset
    result.look()
  }
  /** The reader has been here for a while: what is in sight was measured. */
  const settle = () => {
    result.release()
    result.look()
  }
  const become = async (next: TimelineRow[], isNowLive = live.value) => {
    rows.value = next
    live.value = isNowLive
    await nextTick()
  }
  return { ...result, ...heard, rows, live, list, scroll, settle, become }
}

describe('where a timeline stands', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is its end, from which everything counts as seen', () => {
    const { list, below, look, seen, nearEnd, nearStart } = openList()
    look()
    expect([list.scrollOffset, below.value, seen.mock.calls]).toEqual([3_700, false, [[40]]])
    expect([nearEnd.mock.calls.length, nearStart.mock.calls.length]).toEqual([1, 0])
  })

  it('is the first unread message, and what stands below it does not count as seen', () => {
    const { list, below, look, seen } = openList({ landOn: 'row 21' })
    look()
    expect([list.scrollOffset, below.value, seen.mock.calls]).toEqual([2_000, true, [[23]]])
  })

  it('is where it opened when the row to land on is not there', () => {
    const { list, below } = openList({ landOn: 'row 99' })
    expect([list.scrollToIndex.mock.calls, below.value]).toEqual([[], true])
  })

  it('says nothing while it has no height, such as on a screen that is hidden', () => {
    const { list, look, seen, nearStart, nearEnd } = openList()
    list.viewportSize = 0
    look()
    expect([seen, nearStart, nearEnd].map(told => told.mock.calls.length)).toEqual([0, 0, 0])
  })

  it('counts a message as seen once, and none for going back', () => {
    const { scroll, seen } = openList({ landOn: 'row 21' })
    for (const offset of [2_000, 2_000, 500, 2_450]) scroll(offset)
    expect(seen.mock.calls).toEqual([[23], [28]])
  })

  it('counts nothing as seen where all in sight is one\'s own and under way', () => {
    const { look, seen } = openList({ first: rowsOf(undefined) })
    look()
    expect(seen).not.toHaveBeenCalled()
  })

  it('asks for the next page before the reader comes to either edge', () => {
    const { scroll, nearStart, nearEnd } = openList({ landOn: 'row 21' })
    scroll(1_900)
    expect([nearStart.mock.calls.length, nearEnd.mock.calls.length]).toEqual([0, 0])
    scroll(1_199)
    expect(nearStart).toHaveBeenCalledOnce()
    scroll(2_600)
    expect(nearEnd).toHaveBeenCalledOnce()
  })
})

describe('a timeline that grows', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('follows new messages at the end, and keeps the position of a reader further up', async () => {
    const { settle, become, list, scroll, below } = openList()
    settle()
    await become(upTo(41))
    expect(list.scrollOffset).toBe(3_800)
    scroll(1_000)
    await become(upTo(42))
    expect([list.scrollOffset, below.value]).toEqual([1_000, true])
  })

  it('goes to one\'s own words from wherever one reads', async () => {
    const { settle, become, list, scroll } = openList()
    settle()
    scroll(1_000)
    await become([...upTo(40), ...rowsOf(undefined)])
    expect(list.scrollOffset).toBe(3_800)
  })

  it('never follows a page of history, also when it reaches the end', async () => {
    const { settle, become, list, scroll, below } = openList({ live: false })
    settle()
    scroll(3_700)
    expect(below.value).toBe(true)
    await become(upTo(60), true)
    expect([list.scrollOffset, below.value]).toEqual([3_700, true])
  })

  it('keeps the place from the end only while rows come in above', async () => {
    const { become, shift } = openList({ first: upTo(60, 21) })
    await become(upTo(60))
    expect(shift.value).toBe(true)
    await become(upTo(61))
    expect(shift.value).toBe(false)
  })

  it('stays as it is when all of it goes away', async () => {
    const { settle, become, list } = openList()
    settle()
    list.scrollToIndex.mockClear()
    await become([])
    expect(list.scrollToIndex).not.toHaveBeenCalled()
  })
})

describe('rows that turn out higher than they were guessed', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('are gone to again until the list rests with its true height', async () => {
    const { list, follow, rest } = openList({ landOn: 'row 21' })
    list.rowHeight = 150
    follow()
    await nextTick()
    expect(list.scrollOffset).toBe(3_000)
    rest()
    list.rowHeight = 200
    follow()
    await nextTick()
    expect(list.scrollOffset).toBe(3_000)
  })

  it('are still waited for while the list rests with the guessed height', async () => {
    const { list, follow, rest } = openList({ landOn: 'row 21' })
    rest()
    list.rowHeight = 150
    follow()
    await nextTick()
    expect(list.scrollOffset).toBe(3_000)
  })

  it('push the end away from nobody who stands there', async () => {
    const { list, settle, follow, below } = openList()
    settle()
    list.rowHeight = 150
    follow()
    expect(below.value).toBe(false)
    await nextTick()
    expect(list.scrollOffset).toBe(5_700)
  })

  it('move nobody who has gone elsewhere', async () => {
    const { list, settle, scroll, follow } = openList()
    settle()
    scroll(1_000)
    list.rowHeight = 150
    follow()
    await nextTick()
    expect(list.scrollOffset).toBe(1_000)
  })

  it('bring a message that is jumped to into the middle, and one that is not held nowhere', async () => {
    const { list, toRow, follow } = openList()
    toRow('row 21')
    expect(list.scrollOffset).toBe(1_900)
    toRow('row 99')
    list.rowHeight = 150
    follow()
    await nextTick()
    expect(list.scrollOffset).toBe(2_925)
  })
})
