/** Milliseconds of a long press, as on most phones. */
const REST_MS = 450
/** Pixels that a resting finger may move. */
const TREMBLE = 10

/**
 * Detects a long press on a message of the list, with one set of listeners for all rows. Links and
 * buttons keep the browser's own long press. Mouse users have buttons instead.
 */
export function useLongPress(list: Ref<HTMLElement | null>, pressed: (row: HTMLElement) => void) {
  let origin: { x: number, y: number } | undefined
  /** Called while the finger is still down. */
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
  // Lifting the finger must not press what has opened below it.
  useEventListener(list, 'touchend', (event) => {
    if (rested && event.cancelable) event.preventDefault()
    rested = false
  }, { passive: false })
  // Some phones open their own menu on a long press.
  useEventListener(list, 'contextmenu', (event) => {
    if ((event as PointerEvent).pointerType === 'touch' && rowOf(event)) event.preventDefault()
  })
}
