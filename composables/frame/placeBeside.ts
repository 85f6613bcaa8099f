/** Pixels between a popover and its anchor, and at least to the edges of the window. */
const GAP = 4
const EDGE = 8

/** Places an open popover below the end of its anchor, or above it when there is no room below. */
export function placeBeside(popover: HTMLElement, anchor: HTMLElement): void {
  const { left, right, top, bottom } = anchor.getBoundingClientRect()
  const { width, height } = popover.getBoundingClientRect()
  const isMirrored = getComputedStyle(anchor).direction === 'rtl'
  const x = isMirrored ? left : right - width
  const y = bottom + GAP + height > innerHeight - EDGE ? top - GAP - height : bottom + GAP
  const within = (value: number, size: number, room: number) => Math.max(EDGE, Math.min(value, room - size - EDGE))
  Object.assign(popover.style, {
    inset: 'auto',
    left: `${within(x, width, innerWidth)}px`,
    top: `${within(y, height, innerHeight)}px`,
  })
}
