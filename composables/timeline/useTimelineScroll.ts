import type { Ref } from 'vue'
import type { VirtualizerHandle } from 'virtua/vue'

/** Pixels from the end within which the reader counts as at the end. */
const END_SLACK = 32
/** Pixels before either edge at which the next page is loaded: about two screens. */
const FETCH_AHEAD = 1_200

interface TimelineScroll {
  rows: Ref<TimelineRow[]>
  /** True while the last row is the last of the conversation: then the timeline follows new messages. */
  live: Ref<boolean>
  virtualizer: Ref<VirtualizerHandle | null>
  /** The row to start at, such as the first unread one; undefined is the end. */
  landOn: string | undefined
  /** Called when the reader comes near an edge, possibly more than once. */
  nearStart: () => void
  nearEnd: () => void
  /** Called with the highest seq that was visible, whenever it grows. */
  seen: (seq: number) => void
}

/**
 * Scrolling of a timeline: it starts at the first unread message, follows the conversation while the
 * reader is at its end, and keeps the visible rows in place while history is added above.
 */
export function useTimelineScroll({ rows, live, virtualizer, landOn, nearStart, nearEnd, seen }: TimelineScroll) {
  const atEnd = ref(landOn === undefined)
  const seenSeq = ref(0)
  /** True while rows are added at the start: then the distance to the end is kept. */
  const shift = ref(false)
  /** False until the list has reached its first position. Before, nothing is reported. */
  const landed = ref(false)
  /** Scrolls to the latest target again. */
  let aim = landOn === undefined ? toEnd : () => toRow(landOn, 'start')
  /** A slow device measures rows after scrolling by their estimated heights, so the list scrolls again until it rests. */
  let isSettling = true
  let guessedSize: number | undefined
  /** The last known scroll position, and the last row at that time. */
  let stood = { offset: 0, lastId: rows.value.at(-1)?.id }

  function toEnd(): void {
    aim = toEnd
    virtualizer.value?.scrollToIndex(rows.value.length - 1, { align: 'end' })
  }

  /** Scrolls a row to the middle. */
  function toRow(id: string, align: 'start' | 'center' = 'center'): void {
    const index = rows.value.findIndex(row => row.id === id)
    if (index === -1) return
    aim = () => toRow(id, align)
    virtualizer.value?.scrollToIndex(index, { align })
  }

  function land(): void {
    guessedSize = virtualizer.value?.scrollSize
    aim()
    landed.value = true
  }

  /** Called when scrolling ends. */
  function rest(): void {
    if (virtualizer.value?.scrollSize !== guessedSize) isSettling = false
  }

  /** Called when the reader scrolls. */
  function release(): void {
    isSettling = false
  }

  function look(): void {
    const list = virtualizer.value
    if (!list || !landed.value || list.viewportSize === 0) return
    const remaining = list.scrollSize - list.scrollOffset - list.viewportSize
    // Rows that are higher than estimated move the end away. Only the reader, or a new last row, leaves the end.
    const lastId = rows.value.at(-1)?.id
    if (remaining < END_SLACK || list.scrollOffset < stood.offset || lastId !== stood.lastId) atEnd.value = remaining < END_SLACK
    stood = { offset: list.scrollOffset, lastId }
    if (list.scrollOffset < FETCH_AHEAD) nearStart()
    if (remaining < FETCH_AHEAD) nearEnd()
    lookAtSeq(list.findItemIndex(list.scrollOffset + list.viewportSize - 1))
  }

  function lookAtSeq(lastIndex: number): void {
    const seq = rows.value.slice(0, lastIndex + 1).findLast(row => row.seq !== undefined)?.seq ?? 0
    if (seq <= seenSeq.value) return
    seenSeq.value = seq
    seen(seq)
  }

  function follow(): void {
    // Wait until the page has grown, too: before, it cannot scroll further.
    if (isSettling) void nextTick(() => aim())
    else if (atEnd.value) void nextTick(toEnd)
    look()
  }

  watch(rows, (now, before) => {
    shift.value = now.findIndex(row => row.id === before[0]?.id) > 0
  })
  watch([rows, live], ([now], [before, wasLive]) => {
    const last = now.at(-1)
    const isNew = last !== undefined && last.id !== before.at(-1)?.id
    // Own new messages are always scrolled to; a page of history never is.
    if (isNew && ((atEnd.value && wasLive) || last.seq === undefined)) toEnd()
    look()
  }, { flush: 'post' })
  onMounted(land)

  /** True while there are rows below the visible ones. */
  const below = computed(() => landed.value && !(atEnd.value && live.value))
  return { below, seenSeq, shift, toEnd, toRow, look, follow, rest, release }
}
