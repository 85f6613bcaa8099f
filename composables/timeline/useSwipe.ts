/** Pixels after which a swipe can be told from scrolling. */
const PLAIN = 10
/** Pixels after which a swipe counts, and the most that a row moves. */
const FAR = 64
const FARTHEST = 88

interface Options {
  /** Called after a swipe towards the start of the line. */
  reply: (row: HTMLElement) => void
  /** Whether messages can be replied to. Only then a row follows the finger. */
  replies: () => boolean
  /** Called after a swipe in the opposite direction: goes back. */
  back: () => unknown
}

interface Drag {
  row: HTMLElement | undefined
  x: number
  y: number
  /** Text direction: 1 for `ltr`, -1 for `rtl`. */
  sign: number
  /** Pixels moved in the text direction so far; undefined while it may still be scrolling. */
  gone: number | undefined
}

/**
 * Horizontal swipes on a list of messages: one way replies to the message, the other goes back.
 * Elements that scroll horizontally keep their gesture: the browser then sends `pointercancel`, as when
 * the list itself scrolls (`touch-action` of the list).
 */
export function useSwipe(list: Ref<HTMLElement | null>, { reply, replies, back }: Options) {
  let drag: Drag | undefined

  /** Moves the row with the finger, and marks it when lifting the finger would reply. */
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
