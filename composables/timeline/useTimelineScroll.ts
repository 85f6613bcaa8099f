import type { Ref } from 'vue'
import type { VirtualizerHandle } from 'virtua/vue'

/** Pixels from the end within which a reader counts as being there. */
const END_SLACK = 32
/** Pixels before either edge at which the next page is asked for: about two screens. */
const FETCH_AHEAD = 1_200

interface TimelineScroll {
  rows: Ref<TimelineRow[]>
  /** True while the last row is the last of the conversation: then what is new is followed. */
  live: Ref<boolean>
  virtualizer: Ref<VirtualizerHandle | null>
  /** The row to land on, such as the first unread one; undefined is the end. */
  landOn: string | undefined
  /** Called when a reader comes near an edge. It guards itself against being called twice. */
  nearStart: () => void
  nearEnd: () => void
  /** The highest seq that has been in sight; called only when it grows. */
  seen: (seq: number) => void
}

/**
 * How a timeline moves: it lands on the first unread message, follows the conversation while the
 * reader stands at its end, and keeps what is in sight in place while history grows above.
 */
export function useTimelineScroll({ rows, live, virtualizer, landOn, nearStart, nearEnd, seen }: TimelineScroll) {
  const atEnd = ref(landOn === undefined)
  const seenSeq = ref(0)
  /** True while rows are added at the start: then the place is kept from the end. */
  const shift = ref(false)
  /** False until the list stands where the reader should be: before, nothing is said about it. */
  const landed = ref(false)
  /** Goes where the list was last meant to stand. */
  let aim = landOn === undefined ? toEnd : () => toRow(landOn, 'start')
  /** A slow device measures rows after the list has gone by their guessed heights: until it rests, it goes there again. */
  let isSettling = true
  let guessedSize: number | undefined
  /** Where the list stood at the last look, and above which row its end was. */
  let stood = { offset: 0, lastId: rows.value.at(-1)?.id }

  function toEnd(): void {
    aim = toEnd
    virtualizer.value?.scrollToIndex(rows.value.length - 1, { align: 'end' })
  }

  /** Brings a row into the middle of what is in sight. */
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

  /** The list stands still. */
  function rest(): void {
    if (virtualizer.value?.scrollSize !== guessedSize) isSettling = false
  }

  /** The reader moves it. */
  function release(): void {
    isSettling = false
  }

  function look(): void {
    const list = virtualizer.value
    if (!list || !landed.value || list.viewportSize === 0) return
    const remaining = list.scrollSize - list.scrollOffset - list.viewportSize
    // Rows that turn out higher than guessed push the end away; only the reader, or another end, leaves it.
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
    // Only once the page has grown, too: before, it can be scrolled no further than it was.
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
    // One's own words are always followed to where they stand; a page of history never is.
    if (isNew && ((atEnd.value && wasLive) || last.seq === undefined)) toEnd()
    look()
  }, { flush: 'post' })
  onMounted(land)

  /** True while there is something below what is in sight. */
  const below = computed(() => landed.value && !(atEnd.value && live.value))
  return { below, seenSeq, shift, toEnd, toRow, look, follow, rest, release }
}
