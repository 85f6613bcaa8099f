import type { Format } from '../composer/text/format-text'

/** A key with its modifiers. `code` is the physical key, for characters that differ between layouts. */
export interface Shortcut {
  key: string
  code?: string
  /** Ctrl, or ⌘ on a Mac. */
  mod?: boolean
  alt?: boolean
  shift?: boolean
}

/** Shortcuts that work everywhere in the messenger, for the handlers and the list of shortcuts. */
export const shortcuts = {
  jump: { key: 'k', mod: true },
  keys: { key: '?' },
  previous: { key: 'ArrowUp', alt: true },
  next: { key: 'ArrowDown', alt: true },
  close: { key: 'Escape' },
} as const satisfies Record<string, Shortcut>

/** Shortcuts of the composer. */
export const formatShortcuts: Partial<Record<Format, Shortcut>> = {
  bold: { key: 'b', mod: true },
  italic: { key: 'i', mod: true },
  code: { key: 'e', mod: true },
  strike: { key: 'X', code: 'KeyX', mod: true, shift: true },
  codeBlock: { key: 'E', code: 'KeyE', mod: true, shift: true },
  numbers: { key: '7', code: 'Digit7', mod: true, shift: true },
  bullets: { key: '8', code: 'Digit8', mod: true, shift: true },
  quote: { key: '9', code: 'Digit9', mod: true, shift: true },
}

/** True for exactly this shortcut. A character such as `?` needs Shift on some keyboards, so Shift only counts with Ctrl or Alt. */
export function isPressed(event: KeyboardEvent, { key, code, mod = false, alt = false, shift }: Shortcut): boolean {
  // AltGr is Ctrl+Alt on some systems, and types characters.
  if (event.isComposing || (event.ctrlKey || event.metaKey) !== mod || event.altKey !== alt) return false
  if ((shift !== undefined || mod || alt) && event.shiftKey !== (shift ?? false)) return false
  return code === undefined ? event.key.toLowerCase() === key.toLowerCase() : event.code === code
}

/** True if the event's target is a field for text. */
export function isWriting({ target }: Event): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
