/** Pixels after which it is plain whether a finger goes sideways or scrolls. */
const PLAIN = 10
/** Pixels after which letting go counts, and those that a row follows at most. */
const FAR = 64
const FARTHEST = 88

interface Options {
  /** The finger drew a message towards the start of its line. */
  reply: (row: HTMLElement) => void
  /** Whether messages can be answered here: only then one follows the finger. */
  replies: () => boolean
  /** The finger went the other way: to where this was opened from. */
  back: () => unknown
}

interface Drag {
  row: HTMLElement | undefined
  x: number
  y: number
  /** Of the direction of writing: 1 where lines run to the right, -1 where they run to the left. */
  sign: number
  /** Pixels that the finger went so far in that direction; undefined while it may still scroll. */
  gone: number | undefined
}

/**
 * A finger that goes sideways over a list of messages: to answer one, or back. Whatever scrolls
 * sideways itself keeps its gesture; the browser says so with `pointercancel`, as when the list
 * scrolls (`touch-action` of the list).
 */
export function useSwipe(list: Ref<HTMLElement | null>, { reply, replies, back }: Options) {
  let drag: Drag | undefined

  /** The row follows the finger, and says when letting go would answer it. */
  function show({ row, sign, gone = 0 }: Drag): void {
    if (!row) return
    row.style.translate = gone < 0 ? `${Math.max(-FARTHEST, gone) * sign}px` : ''
    row.toggleAttribute('data-swiped', gone <= -FAR)
  }

  function end(): Drag | undefined {
    const ended = drag
    if (ended) show({ ...ended, gone: undefined })
    drag = undefined
    return ended
  }

  useEventListener(list, 'pointerdown', ({ pointerType, isPrimary, target, currentTarget, clientX, clientY }: PointerEvent) => {
    end()
    if (pointerType !== 'touch' || !isPrimary || !(target instanceof Element)) return
    const row = replies() ? target.closest<HTMLElement>('[data-message]') ?? undefined : undefined
    const sign = getComputedStyle(currentTarget as Element).direction === 'rtl' ? -1 : 1
    drag = { row, x: clientX, y: clientY, sign, gone: undefined }
  }, { passive: true })
  useEventListener(list, 'pointermove', ({ clientX, clientY, isPrimary }: PointerEvent) => {
    if (!drag || !isPrimary) return
    const [across, along] = [clientX - drag.x, clientY - drag.y]
    if (drag.gone === undefined && Math.abs(along) > PLAIN && Math.abs(along) >= Math.abs(across)) return void end()
    if (drag.gone === undefined && Math.abs(across) < PLAIN) return
    drag.gone = across * drag.sign
    show(drag)
  }, { passive: true })
  useEventListener(list, 'pointerup', () => {
    const { gone = 0, row } = end() ?? {}
    if (gone <= -FAR && row) reply(row)
    else if (gone >= FAR) back()
  }, { passive: true })
  useEventListener(list, 'pointercancel', () => void end(), { passive: true })
}
