import { continueList } from './composer/continue-list'
import type { Format, Passage } from './composer/format-text'
import { replaceText } from './composer/replace-text'

/** Keys with Ctrl or ⌘, by what is on the key; those with Shift by its place, because layouts differ. */
const KEYS: Record<string, Format> = { b: 'bold', i: 'italic', e: 'code' }
const SHIFTED_KEYS: Record<string, Format> = {
  KeyX: 'strike', KeyE: 'codeBlock', Digit7: 'numbers', Digit8: 'bullets', Digit9: 'quote',
}

/** Formats what is selected in the composer, by keys and by buttons, and goes on with lists. */
export function useComposerFormat(field: Readonly<Ref<HTMLTextAreaElement | null>>) {
  function passageOf({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Passage {
    return { text: value, start: selectionStart, end: selectionEnd }
  }

  async function format(wanted: Format): Promise<void> {
    // Comes with the first use: most messages have no form.
    const { formatPassage } = await import('./composer/format-text')
    if (field.value) replaceText(field.value, formatPassage(passageOf(field.value), wanted))
  }

  /** True when the key was a shortcut, and done. */
  function onFormatKey(event: KeyboardEvent): boolean {
    // AltGr is Ctrl+Alt on some systems, and types characters.
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return false
    const wanted = event.shiftKey ? SHIFTED_KEYS[event.code] : KEYS[event.key.toLowerCase()]
    if (!wanted) return false
    event.preventDefault()
    void format(wanted)
    return true
  }

  /** A key that breaks the line: inside of a list the next item begins. */
  function onLineBreak(event: KeyboardEvent): void {
    const continued = field.value && continueList(passageOf(field.value))
    if (!field.value || !continued || event.isComposing) return
    event.preventDefault()
    replaceText(field.value, continued)
  }

  return { format, onFormatKey, onLineBreak }
}
