/** Milliseconds for which a finger rests until it means more than a tap; phones do it alike. */
const REST_MS = 450
/** Pixels that a resting finger may tremble. */
const TREMBLE = 10

/**
 * Tells when a finger rests on a message of the list: one set of listeners for all rows. On a link
 * or a button the browser's own long press stays; a mouse has buttons for it.
 */
export function useLongPress(list: Ref<HTMLElement | null>, pressed: (row: HTMLElement) => void) {
  let origin: { x: number, y: number } | undefined
  /** The finger has rested, and is not lifted yet. */
  let rested = false
  const { start, stop } = useTimeoutFn((row: HTMLElement) => {
    origin = undefined
    rested = true
    pressed(row)
  }, REST_MS, { immediate: false })

  function rowOf({ target }: Event): HTMLElement | undefined {
    if (!(target instanceof Element) || target.closest('a, button')) return undefined
    return target.closest<HTMLElement>('[data-message]') ?? undefined
  }

  function end(): void {
    origin = undefined
    stop()
  }

  useEventListener(list, 'pointerdown', (event: PointerEvent) => {
    rested = false
    const row = event.pointerType === 'touch' && event.isPrimary ? rowOf(event) : undefined
    if (!row) return end()
    origin = { x: event.clientX, y: event.clientY }
    start(row)
  }, { passive: true })
  useEventListener(list, 'pointermove', (event: PointerEvent) => {
    if (origin && Math.hypot(event.clientX - origin.x, event.clientY - origin.y) > TREMBLE) end()
  }, { passive: true })
  useEventListener(list, ['pointerup', 'pointercancel'], end, { passive: true })
  // What opens under the finger is not pressed by lifting it.
  useEventListener(list, 'touchend', (event) => {
    if (rested && event.cancelable) event.preventDefault()
    rested = false
  }, { passive: false })
  // Some phones answer the same gesture with a menu of their own.
  useEventListener(list, 'contextmenu', (event) => {
    if ((event as PointerEvent).pointerType === 'touch' && rowOf(event)) event.preventDefault()
  })
}
