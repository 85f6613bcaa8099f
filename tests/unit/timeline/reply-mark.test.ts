import { afterEach, describe, expect, it, vi } from 'vitest'
import { computed, nextTick, ref, shallowRef } from 'vue'
import { useMark } from '../../../composables/timeline/useMessageJump.ts'
import { useReplyMark } from '../../../composables/timeline/useReplyMark.ts'
import { answeredByHand, mounted } from '../../helpers/vue/vue-scope.ts'

const PAGE = 3
const settle = () => new Promise(setImmediate)

/** The last three of nine replies on the screen; the test answers each question for three more. */
function openThread() {
  const first = ref(7)
  const rows = computed(() => Array.from({ length: 10 - first.value }, (_, index) => ({ id: `reply ${first.value + index}` })))
  const server = answeredByHand()
  const [toRow, toEndOfList] = [vi.fn(), vi.fn()]
  const globals = { nextTick, useMark, useMessageInAddress: vi.fn(), useTimeoutFn: () => ({ start: vi.fn() }), ref }
  const { result } = mounted(globals, () => useReplyMark({
    rootId: 'root',
    rows: rows as never,
    complete: computed(() => first.value === 1),
    loadEarlier: async () => void await server.request('loadEarlier', first.value),
    list: shallowRef({ toRow, toEnd: toEndOfList }),
  }))
  /** The next page is here. */
  const answer = async () => {
    first.value -= PAGE
    server.calls.at(-1)?.succeed(null)
    await settle()
  }
  return { ...result, ...server, toRow, toEndOfList, answer }
}

describe('the way to a reply', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[E-03] loads page after page until the reply is there', async () => {
    const { show, answer, calls, toRow, marked } = openThread()
    const going = show('reply 2')
    await answer()
    expect([toRow.mock.calls, marked.value]).toEqual([[], undefined])
    await answer()
    await going
    expect([calls.length, toRow.mock.calls, marked.value]).toEqual([2, [['reply 2']], 'reply 2'])
  })

  it('[E-03] asks for nothing when the reply is there already', async () => {
    const { show, calls, toRow } = openThread()
    await show('reply 8')
    expect([calls.length, toRow.mock.calls]).toEqual([0, [['reply 8']]])
  })

  it('[E-03] gives up where a page cannot be had', async () => {
    const { show, calls, toRow } = openThread()
    const going = show('reply 2')
    calls[0]?.succeed(null)
    await going
    expect([calls.length, toRow.mock.calls]).toEqual([1, [['reply 2']]])
  })

  it.each(['toEnd', 'startJump'] as const)('[E-03] leaves the reader alone who went elsewhere meanwhile (%s)', async (elsewhere) => {
    const { answer, calls, toRow, toEndOfList, marked, ...ways } = openThread()
    const going = ways.show('reply 2')
    ways[elsewhere]()
    await answer()
    await going
    expect([calls.length, toRow.mock.calls, marked.value, toEndOfList.mock.calls.length]).toEqual([1, [], undefined, elsewhere === 'toEnd' ? 1 : 0])
  })

  it('[E-03] leads only to the one that was asked for last', async () => {
    const { show, answer, toRow, marked } = openThread()
    const going = show('reply 2')
    await show('reply 9')
    await answer()
    await going
    expect([toRow.mock.calls, marked.value]).toEqual([[['reply 9']], 'reply 9'])
  })
})
