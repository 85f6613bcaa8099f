import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ref, shallowRef } from 'vue'
import { loadEmoji } from '../../../composables/composer/emojiCatalogue.ts'
import { isEmojiSuggestion, type Suggestion, useComposerSuggestions } from '../../../composables/composer/useComposerSuggestions.ts'
import type { Mentions } from '../../../composables/composer/useMentions.ts'
import { maya, sam } from '../../helpers/bakery.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

const otherSam = '0199c000-0000-7000-8000-000000000003'
const choices = [{ target: sam, name: 'Sam Berger' }, { target: otherSam, name: 'Sam Berger' }, { target: maya, name: 'Samira' }]

/** A text field with the caret at its end, in which a person types. */
function createField(value: string) {
  const field = {
    value, selectionStart: value.length, selectionEnd: value.length, focus: vi.fn(), dispatchEvent: vi.fn(),
    setSelectionRange(start: number, end: number) {
      Object.assign(field, { selectionStart: start, selectionEnd: end })
    },
  }
  return field
}

function openComposer(text: string, edited?: string) {
  const field = createField(text)
  // Browsers that refuse to type by script get the text as a whole.
  vi.stubGlobal('document', { execCommand: () => false, activeElement: field })
  vi.stubGlobal('InputEvent', Event)
  const mentions = { choices: ref(choices), nameOf: () => 'Sam Berger', meansMe: () => false } as unknown as Mentions
  const used = new Map<string, string>()
  const localStorage = { getItem: (key: string) => used.get(key) ?? null, setItem: (key: string, value: string) => used.set(key, value), removeItem: (key: string) => used.delete(key) }
  const shown = shallowRef<HTMLTextAreaElement | null>(field as unknown as HTMLTextAreaElement)
  const { result } = mounted({ useI18n: () => ({ locale: ref('en') }), localStorage }, () => useComposerSuggestions(shown, mentions, () => edited))
  const press = (key: string, held: object = {}) => {
    const event = { key, isComposing: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held, preventDefault: vi.fn(), stopPropagation: vi.fn() }
    const taken = result.onSuggestionKey(event as unknown as KeyboardEvent)
    expect(event.preventDefault.mock.calls.length).toBe(Number(taken))
    return taken
  }
  result.look()
  return { ...result, field, press, used, remove: () => void (shown.value = null) }
}

const keyOf = (suggestion: Suggestion) => isEmojiSuggestion(suggestion) ? suggestion.unicode : suggestion.target

describe('suggestions while a name is typed', () => {
  let composer = openComposer('Ask @sam')
  beforeEach(() => {
    composer = openComposer('Ask @sam')
  })
  afterEach(() => vi.unstubAllGlobals())

  it('[E-01] the arrow keys go round among them, and Enter takes the chosen one', () => {
    expect(composer.suggested.value.map(keyOf)).toEqual([sam, otherSam, maya])
    const steps = ['ArrowUp', 'ArrowDown', 'ArrowDown'].map(key => composer.press(key) && composer.active.value)
    expect(steps).toEqual([2, 0, 1])
    expect(composer.press('Enter')).toBe(true)
    expect([composer.field.value, composer.field.selectionStart, composer.suggested.value]).toEqual(['Ask @Sam Berger ', 16, []])
    expect(composer.field.dispatchEvent).toHaveBeenCalledOnce()
  })

  it('[E-01] among people of the same name the chosen one is meant', () => {
    composer.press('ArrowDown')
    composer.press('Tab')
    expect(composer.stored(composer.field.value)).toContain(otherSam)
    expect(composer.stored(composer.field.value)).not.toContain(sam)
  })

  it('[E-01] an edit keeps whom the message named before', () => {
    const edited = openComposer('Ask @Sam Berger', `Ask <@${otherSam}>`)
    expect(edited.stored('Ask @Sam Berger again')).toContain(otherSam)
  })

  it.each<[string, string, object]>([
    ['a key that means nothing here', 'x', {}],
    ['an input method that is composing', 'Enter', { isComposing: true }],
    ...['ctrlKey', 'metaKey', 'altKey', 'shiftKey'].map(held => [`Enter with ${held}`, 'Enter', { [held]: true }] satisfies [string, string, object]),
  ])('leaves %s to the field', (_, key, held) => {
    expect([composer.press(key, held), composer.field.value]).toEqual([false, 'Ask @sam'])
  })

  it('[E-01] Escape closes them, and then Enter belongs to the composer again', () => {
    expect([composer.press('Escape'), composer.suggested.value, composer.press('Enter')]).toEqual([true, [], false])
  })

  it('suggests nobody while text is selected, or when the name is no longer there to be replaced', () => {
    composer.field.selectionStart = 4
    composer.look()
    expect(composer.suggested.value).toEqual([])
    composer.field.value = 'Ask'
    composer.pick(choices[0])
    composer.pick(undefined)
    expect(composer.field.value).toBe('Ask')
  })

  it('suggests nothing, and takes nothing, once the field is gone', () => {
    const gone = openComposer('Ask @sam')
    gone.remove()
    gone.look()
    gone.pick(choices[0])
    expect([gone.suggested.value, gone.field.value]).toEqual([[], 'Ask @sam'])
  })

  it('keeps what stands behind the caret, and puts no second space before it', () => {
    const { field, pick } = openComposer('Ask @sam')
    field.value = 'Ask @sam about rye'
    field.setSelectionRange(8, 8)
    pick(choices[0])
    expect([field.value, field.selectionStart]).toEqual(['Ask @Sam Berger about rye', 16])
  })
})

describe('suggestions while an emoji is typed', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[E-02] come once they are loaded, the very name first, and the chosen one is used', async () => {
    const { suggested, press, field, used } = openComposer('Well done :fire')
    expect(suggested.value).toEqual([])
    await vi.waitFor(() => expect(suggested.value.map(keyOf)[0]).toBe('🔥'))
    expect(suggested.value).toHaveLength(6)
    expect(press('Enter')).toBe(true)
    expect([field.value, suggested.value, [...used.values()]]).toEqual(['Well done 🔥 ', [], ['🔥']])
  })

  it('do not move the focus back to the composer', async () => {
    const { suggested, look } = openComposer(':fire')
    vi.stubGlobal('document', { activeElement: undefined })
    await loadEmoji('en')
    await new Promise(resolve => setImmediate(resolve))
    expect(suggested.value).toEqual([])
    look()
    expect(suggested.value).not.toEqual([])
  })

  it.each([['a time', 'At 12:30'], ['a face', ':D'], ['an address', 'see https://'], ['code', '```\n:fire'], ['a word and a colon', 'note: fire']])('are none for %s', async (_, text) => {
    const loaded = openComposer(':fire')
    await vi.waitFor(() => expect(loaded.suggested.value).not.toEqual([]))
    loaded.field.value = text
    loaded.field.setSelectionRange(text.length, text.length)
    loaded.look()
    expect(loaded.suggested.value).toEqual([])
  })

  it('are no mention: what was typed instead stays', async () => {
    const { suggested, field, pick } = openComposer(':fire')
    await vi.waitFor(() => expect(suggested.value).not.toEqual([]))
    field.value = 'fire'
    pick(suggested.value[0])
    expect(field.value).toBe('fire')
  })
})
