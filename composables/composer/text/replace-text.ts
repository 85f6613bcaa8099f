import type { Passage } from './format-text'

/**
 * Replaces a passage of a field as if it had been typed: the browser can undo it, and the field fires
 * an input event.
 */
export function replaceText(field: HTMLTextAreaElement, { text, start, end }: Passage): void {
  const old = field.value
  const same = sharedStart(old, text)
  const tail = sharedStart(reverse(old.slice(same)), reverse(text.slice(same)))
  const added = text.slice(same, text.length - tail)
  field.focus()
  field.setSelectionRange(same, old.length - tail)
  // The only call that keeps the undo history. It is deprecated, but every browser supports it.
  const typed = document.execCommand(added === '' ? 'delete' : 'insertText', false, added)
  if (!typed || field.value !== text) {
    field.value = text
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  field.setSelectionRange(start, end)
}

function sharedStart(one: string, other: string): number {
  let length = 0
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1
  return length
}

function reverse(text: string): string {
  return text.split('').reverse().join('')
}
