import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ref, shallowRef } from 'vue'
import { useMentionSuggestions } from '../../../composables/useMentionSuggestions.ts'
import type { Mentions } from '../../../composables/useMentions.ts'
import { maya, sam } from '../stores/bakery.ts'
import { mounted } from './vue-scope.ts'

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
  vi.stubGlobal('document', { execCommand: () => false })
  vi.stubGlobal('InputEvent', Event)
  const mentions = { choices: ref(choices), nameOf: () => 'Sam Berger', meansMe: () => false } as unknown as Mentions
  const { result } = mounted({}, () => useMentionSuggestions(shallowRef(field as unknown as HTMLTextAreaElement), mentions, () => edited))
  const press = (key: string, held: object = {}) => {
    const event = { key, isComposing: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held, preventDefault: vi.fn(), stopPropagation: vi.fn() }
    const taken = result.onSuggestionKey(event as unknown as KeyboardEvent)
    expect(event.preventDefault.mock.calls.length).toBe(Number(taken))
    return taken
  }
  result.look()
  return { ...result, field, press }
}

describe('suggestions while a name is typed', () => {
  let composer = openComposer('Ask @sam')
  beforeEach(() => {
    composer = openComposer('Ask @sam')
  })
  afterEach(() => vi.unstubAllGlobals())

  it('[E-01] the arrow keys go round among them, and Enter takes the chosen one', () => {
    expect(composer.suggested.value.map(({ target }) => target)).toEqual([sam, otherSam, maya])
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

  it('keeps what stands behind the caret, and puts no second space before it', () => {
    const { field, pick } = openComposer('Ask @sam')
    field.value = 'Ask @sam about rye'
    field.setSelectionRange(8, 8)
    pick(choices[0])
    expect([field.value, field.selectionStart]).toEqual(['Ask @Sam Berger about rye', 16])
  })
})
