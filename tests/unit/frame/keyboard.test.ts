import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { moveFocus } from '../../../composables/frame/arrowFocus.ts'
import { replaceText } from '../../../composables/composer/text/replace-text.ts'
import { shortcuts } from '../../../composables/frame/shortcuts.ts'
import { useKeyNames } from '../../../composables/frame/useKeyNames.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

/** Buttons in one line, the first of which has the focus; the one named `hidden` is not shown. */
class FakeElement {
  readonly name: string
  readonly children: FakeElement[]

  constructor(name: string, children: FakeElement[] = []) {
    this.name = name
    this.children = children
  }

  querySelectorAll(): FakeElement[] {
    return this.children
  }

  checkVisibility(): boolean {
    return this.name !== 'hidden'
  }

  getBoundingClientRect() {
    return { top: 0.4 }
  }

  focus(): void {
    Object.assign(document, { activeElement: this })
  }
}

describe('moving the focus with the arrows', () => {
  const buttons = ['bold', 'hidden', 'italic', 'link'].map(name => new FakeElement(name))
  const bar = new FakeElement('bar', buttons)
  let direction = 'ltr'
  beforeEach(() => {
    direction = 'ltr'
    vi.stubGlobal('HTMLElement', FakeElement)
    vi.stubGlobal('document', { activeElement: buttons[0] })
    vi.stubGlobal('getComputedStyle', () => ({ direction }))
  })
  afterEach(() => vi.unstubAllGlobals())

  /** The button that has the focus after a key, and whether the page still gets the key. */
  function press(key: string, event: object = {}) {
    const preventDefault = vi.fn()
    const moved = moveFocus({ key, currentTarget: bar, altKey: false, ctrlKey: false, metaKey: false, preventDefault, ...event } as unknown as KeyboardEvent)
    expect(preventDefault.mock.calls.length).toBe(Number(moved))
    return [(document.activeElement as unknown as FakeElement).name, moved]
  }

  it('[R-141] goes past what is hidden and round at the ends', () => {
    expect(['ArrowRight', 'ArrowRight', 'ArrowRight', 'End', 'Home'].map(key => press(key)[0])).toEqual(['italic', 'link', 'bold', 'link', 'bold'])
  })

  it('[R-141] follows the direction of the language', () => {
    direction = 'rtl'
    expect(['ArrowLeft', 'ArrowRight', 'ArrowRight', 'ArrowDown'].map(key => press(key)[0])).toEqual(['italic', 'bold', 'link', 'bold'])
  })

  it.each<[string, string, object]>([
    ['another key', 'x', {}],
    ...['altKey', 'ctrlKey', 'metaKey'].map(held => [`an arrow with ${held}`, 'ArrowRight', { [held]: true }] satisfies [string, string, object]),
    ['an arrow in what is no element', 'ArrowRight', { currentTarget: null }],
    ['an arrow where there are no buttons', 'ArrowRight', { currentTarget: new FakeElement('empty') }],
  ])('leaves %s to the browser', (_, key, event) => {
    expect(press(key, event)).toEqual(['bold', false])
  })
})

describe('text that is changed by a button', () => {
  afterEach(() => vi.unstubAllGlobals())

  /** A field, and a browser that inserts text unless it refuses. */
  function change(from: string, to: string, refuses = false) {
    const field = {
      value: from, start: 0, end: 0, focus: vi.fn(), dispatchEvent: vi.fn(),
      setSelectionRange: (start: number, end: number) => void Object.assign(field, { start, end }),
    }
    const execCommand = vi.fn((_command: string, _shown: boolean, text: string) => {
      if (!refuses) field.value = field.value.slice(0, field.start) + text + field.value.slice(field.end)
      return !refuses
    })
    vi.stubGlobal('document', { execCommand })
    vi.stubGlobal('InputEvent', Event)
    replaceText(field as unknown as HTMLTextAreaElement, { text: to, start: 1, end: 2 })
    return { field, typed: execCommand.mock.calls.map(([command, , text]) => [command, text]) }
  }

  it('is typed where it differs only, so that one undo takes back just that', () => {
    const { field, typed } = change('rye bread', 'rye **bread**')
    expect([field.value, typed, field.start, field.end, field.dispatchEvent.mock.calls.length]).toEqual(['rye **bread**', [['insertText', '**bread**']], 1, 2, 0])
    expect(change('aaa', 'aaaa').typed).toEqual([['insertText', 'a']])
    expect(change('**rye**', 'rye').field.value).toBe('rye')
    expect(change('- rye', 'rye').typed).toEqual([['delete', '']])
  })

  it('replaces the whole text where the browser cannot insert it, and fires an input event', () => {
    const { field } = change('rye', 'spelt', true)
    expect([field.value, field.dispatchEvent.mock.lastCall?.[0]]).toEqual(['spelt', expect.objectContaining({ type: 'input', bubbles: true })])
  })
})

describe('the names of keys', () => {
  afterEach(() => vi.unstubAllGlobals())
  const namesOn = (platform: string) => mounted({ navigator: { platform }, useI18n: () => ({ t: (key: string) => key.split('.').at(-1) }) }, () => useKeyNames()).result

  it.each([['MacIntel', '⌘', '⌥', '⇧'], ['iPad', '⌘', '⌥', '⇧'], ['Linux x86_64', 'control', 'Alt', 'shift']])('are those of the keyboard of %s', (platform, mod, alt, shift) => {
    const { keysOf } = namesOn(platform)
    expect(keysOf({ key: 'k', mod: true, alt: true, shift: true })).toEqual([mod, alt, shift, 'K'])
    expect([keysOf(shortcuts.close), keysOf({ key: 'ArrowUp' }), keysOf({ key: 'Enter' })]).toEqual([['Esc'], ['↑'], ['Enter']])
  })
})
