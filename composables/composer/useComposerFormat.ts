import { continueList } from './text/continue-list'
import type { Format, Passage } from './text/format-text'
import { replaceText } from './text/replace-text'
import { formatShortcuts, isPressed, type Shortcut } from '../frame/shortcuts'

const formats = Object.entries(formatShortcuts) as [Format, Shortcut][]

/** Formats the selection in the composer by keys and buttons, and continues lists. */
export function useComposerFormat(field: Readonly<Ref<HTMLTextAreaElement | null>>) {
  function passageOf({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Passage {
    return { text: value, start: selectionStart, end: selectionEnd }
  }

  async function format(wanted: Format): Promise<void> {
    // Loaded with the first use: most messages have no formatting.
    const { formatPassage } = await import('./text/format-text')
    if (field.value) replaceText(field.value, formatPassage(passageOf(field.value), wanted))
  }

  /** Returns true when the key was a shortcut and was handled. */
  function onFormatKey(event: KeyboardEvent): boolean {
    const wanted = formats.find(([, shortcut]) => isPressed(event, shortcut))?.[0]
    if (!wanted) return false
    event.preventDefault()
    void format(wanted)
    return true
  }

  /** Handles a line break: in a list it starts the next item. */
  function onLineBreak(event: KeyboardEvent): void {
    const continued = field.value && continueList(passageOf(field.value))
    if (!field.value || !continued || event.isComposing) return
    event.preventDefault()
    replaceText(field.value, continued)
  }

  return { format, onFormatKey, onLineBreak }
}
