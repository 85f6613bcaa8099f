import { emojiQueryAt } from './text/emoji-query'
import { createEmojiSearch } from './text/emoji-search'
import { findChoices, mentionQueryAt } from './text/mention-query'
import { replaceText } from './text/replace-text'
import type { Emoji } from './emojiCatalogue'
import { type MentionChoice, pickedIn, toTokens } from '../message/text/mention-text'
import type { Mentions } from './useMentions'

/** A suggestion for the text that is being typed. */
export type Suggestion = MentionChoice | Emoji

/** True for an emoji, false for a mention. */
export const isEmojiSuggestion = (suggestion: Suggestion): suggestion is Emoji => 'unicode' in suggestion

/**
 * Suggests users while a name is typed after `@`, and emoji after `:`. The field keeps the focus, and
 * arrow keys move through the suggestions (ARIA's list autocomplete). `edited` is the stored text of
 * the message being edited, which names the mentioned users.
 */
export function useComposerSuggestions(field: Readonly<Ref<HTMLTextAreaElement | null>>, { choices, nameOf }: Mentions, edited: () => string | undefined) {
  const suggested = shallowRef<Suggestion[]>([])
  const active = ref(0)
  /** Mentions that were chosen from the list. They distinguish users with the same name. */
  const picked = new Map<string, string>()
  const { locale } = useI18n()
  const emoji = createEmojiSearch({
    language: () => locale.value,
    loaded: () => {
      // A user who has left the field is not moved back.
      if (document.activeElement === field.value) look()
    },
  })

  function look(): void {
    const { value = '', selectionStart = 0, selectionEnd = 0 } = field.value ?? {}
    suggested.value = selectionStart === selectionEnd ? suggestionsAt(value, selectionStart) : []
    active.value = 0
  }

  function suggestionsAt(text: string, caret: number): Suggestion[] {
    const person = mentionQueryAt(text, caret)
    if (person) return findChoices(choices.value, person.words)
    const named = emojiQueryAt(text, caret)
    return named ? emoji.find(named.words) : []
  }

  function close(): void {
    suggested.value = []
  }

  function pick(choice: Suggestion | undefined): void {
    if (!field.value || !choice) return
    const { value, selectionStart } = field.value
    const query = (isEmojiSuggestion(choice) ? emojiQueryAt : mentionQueryAt)(value, selectionStart)
    if (!query) return
    if (isEmojiSuggestion(choice)) emoji.use(choice.unicode)
    else picked.set(choice.name.toLowerCase(), choice.target)
    const written = isEmojiSuggestion(choice) ? choice.unicode : `@${choice.name}`
    const caret = query.start + written.length + 1
    const behind = value.slice(selectionStart).replace(/^ /, '')
    replaceText(field.value, { text: `${value.slice(0, query.start)}${written} ${behind}`, start: caret, end: caret })
    close()
  }

  /** Returns true when the suggestions handled the key. */
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

  /** The stored form of the text, with tokens for mentions. */
  const stored = (text: string): string => toTokens(text, choices.value, new Map([...pickedIn(edited() ?? '', nameOf), ...picked]))

  return { suggested, active, look, close, pick, onSuggestionKey, stored }
}
