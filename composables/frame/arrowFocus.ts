/** Items that the arrow keys move between, in the order of the page. */
const ITEMS = 'button:not(:disabled)'

/**
 * Moves the focus between the buttons of the listening element by arrow keys, Home and End. Returns
 * whether the key was one of them.
 */
export function moveFocus(event: KeyboardEvent): boolean {
  const container = event.currentTarget
  if (!(container instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return false
  const items = [...container.querySelectorAll<HTMLElement>(ITEMS)].filter(item => item.checkVisibility())
  const next = items[nextItem({
    key: getComputedStyle(container).direction === 'rtl' ? mirrored(event.key) : event.key,
    current: items.findIndex(item => item === document.activeElement),
    tops: items.map(item => Math.round(item.getBoundingClientRect().top)),
  })]
  if (!next) return false
  event.preventDefault()
  next.focus()
  return true
}

/**
 * The index of the item that a key moves to; -1 for another key. `tops` has the top of each item: up and
 * down move to the next line, or along the line if there is only one. The focus wraps at both ends.
 */
export function nextItem({ key, current, tops }: { key: string, current: number, tops: readonly number[] }): number {
  const count = tops.length
  if (key === 'Home') return count > 0 ? 0 : -1
  if (key === 'End') return count - 1
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key]
  if (step === undefined || count === 0) return -1
  const lines = [...new Set(tops)]
  // Without a focused item, moving back starts at the end and moving on at the start.
  const from = current === -1 && step === -1 ? 0 : current
  if (lines.length === 1 || key === 'ArrowRight' || key === 'ArrowLeft') return (from + step + count) % count
  const line = lines.findIndex(top => top === tops[from])
  const next = lines[(line + step + lines.length) % lines.length]
  const column = from - tops.findIndex(top => top === tops[from])
  return Math.min(tops.findIndex(top => top === next) + column, tops.findLastIndex(top => top === next))
}

/** Mirrors the horizontal arrow keys where the text direction is `rtl`. */
function mirrored(key: string): string {
  return { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key
}
