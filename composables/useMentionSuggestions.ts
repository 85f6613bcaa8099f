import { findChoices, mentionQueryAt } from './composer/mention-query'
import { replaceText } from './composer/replace-text'
import { type MentionChoice, pickedIn, toTokens } from './message-text/mention-text'
import type { Mentions } from './useMentions'

/**
 * Suggests people while a name is typed behind an `@`. The field keeps the focus and the arrow keys
 * move through the suggestions (ARIA's list autocomplete). `edited` is the stored text of a message
 * that was sent before: whom it names is known.
 */
export function useMentionSuggestions(field: Readonly<Ref<HTMLTextAreaElement | null>>, { choices, nameOf }: Mentions, edited: () => string | undefined) {
  const suggested = shallowRef<MentionChoice[]>([])
  const active = ref(0)
  /** Names that were chosen from the list: among people of the same name they tell who was meant. */
  const picked = new Map<string, string>()

  function look(): void {
    const { value = '', selectionStart = 0, selectionEnd = 0 } = field.value ?? {}
    const query = selectionStart === selectionEnd ? mentionQueryAt(value, selectionStart) : undefined
    suggested.value = query ? findChoices(choices.value, query.words) : []
    active.value = 0
  }

  function close(): void {
    suggested.value = []
  }

  function pick(choice: MentionChoice | undefined): void {
    const query = field.value && mentionQueryAt(field.value.value, field.value.selectionStart)
    if (!field.value || !query || !choice) return
    picked.set(choice.name.toLowerCase(), choice.target)
    const { value, selectionStart } = field.value
    const caret = query.start + choice.name.length + 2
    const behind = value.slice(selectionStart).replace(/^ /, '')
    replaceText(field.value, { text: `${value.slice(0, query.start)}@${choice.name} ${behind}`, start: caret, end: caret })
    close()
  }

  /** True when the key belonged to the suggestions. */
  function onSuggestionKey(event: KeyboardEvent): boolean {
    if (suggested.value.length === 0 || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
    const count = suggested.value.length
    const actions: Record<string, () => void> = {
      ArrowDown: () => active.value = (active.value + 1) % count,
      ArrowUp: () => active.value = (active.value + count - 1) % count,
      Enter: () => pick(suggested.value[active.value]),
      Tab: () => pick(suggested.value[active.value]),
      Escape: close,
    }
    const act = actions[event.key]
    if (!act) return false
    event.preventDefault()
    event.stopPropagation()
    act()
    return true
  }

  /** What is stored for what was written. */
  const stored = (text: string): string => toTokens(text, choices.value, new Map([...pickedIn(edited() ?? '', nameOf), ...picked]))

  return { suggested, active, look, close, pick, onSuggestionKey, stored }
}
