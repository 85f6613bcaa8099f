import { afterEach, describe, expect, it, vi } from 'vitest'
import { computed, nextTick, ref, shallowRef } from 'vue'
import { useOpenDialog } from '../../../composables/frame/useOpenDialog.ts'
import { useComposerFormat } from '../../../composables/composer/useComposerFormat.ts'
import { useDocument } from '../../../composables/frame/useDocument.ts'
import { useErrorText } from '../../../composables/frame/useErrorText.ts'
import { fieldErrorKeys, minutesToWait } from '#client/api/failure.ts'
import { useLanguage } from '../../../composables/frame/useLanguage.ts'
import { useRouteFocus } from '../../../composables/frame/useRouteFocus.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

describe('a dialog that is asked for by a key', () => {
  afterEach(() => vi.unstubAllGlobals())
  class FakeElement {
    readonly isContentEditable = false
    readonly matches = () => true
  }

  function openPage({ dialog = false } = {}) {
    let listener: (event: object) => void = () => undefined
    const globals = {
      HTMLElement: FakeElement, document: { querySelector: () => dialog ? {} : null },
      useEventListener: (_name: string, heard: typeof listener) => {
        listener = heard
      },
    }
    const { openDialog, close } = mounted(globals, () => useOpenDialog()).result
    const press = (key: string, event: object = {}) => {
      const preventDefault = vi.fn()
      listener({ key, ctrlKey: key === 'k', metaKey: false, altKey: false, shiftKey: false, target: null, preventDefault, ...event })
      return [openDialog.value, preventDefault.mock.calls.length]
    }
    return { openDialog, close, press }
  }

  it('opens the switcher or the list of shortcuts, except in a text field', () => {
    expect(openPage().press('k')).toEqual(['switcher', 1])
    expect(openPage().press('?')).toEqual(['keys', 1])
    expect(openPage().press('?', { target: new FakeElement() })).toEqual([undefined, 0])
    expect(openPage().press('x')).toEqual([undefined, 0])
  })

  it('waits for the one that is open, and for whatever took the key first', () => {
    expect(openPage({ dialog: true }).press('k')).toEqual([undefined, 0])
    expect(openPage().press('k', { defaultPrevented: true })).toEqual([undefined, 0])
  })

  it('closes itself, and not the next one that was opened from it', () => {
    const { press, close, openDialog } = openPage()
    press('k')
    openDialog.value = 'create'
    close('switcher')
    expect(openDialog.value).toBe('create')
    close('create')
    expect(openDialog.value).toBeUndefined()
  })
})

describe('formatting by keys', () => {
  afterEach(() => vi.unstubAllGlobals())

  function openComposer(text: string) {
    const field = { value: text, selectionStart: 0, selectionEnd: text.length, focus: vi.fn(), dispatchEvent: vi.fn(), setSelectionRange: vi.fn() }
    const shown = shallowRef<HTMLTextAreaElement | null>(field as unknown as HTMLTextAreaElement)
    const format = mounted({ document: { execCommand: () => false }, InputEvent: Event }, () => useComposerFormat(shown)).result
    const event = (key: string, held: object = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, preventDefault: vi.fn(), ...held }) as unknown as KeyboardEvent
    return { ...format, field, shown, event }
  }

  it('marks what is selected, and leaves other keys alone', async () => {
    const { onFormatKey, event, field } = openComposer('rye')
    expect(onFormatKey(event('b'))).toBe(false)
    expect(onFormatKey(event('b', { ctrlKey: true }))).toBe(true)
    await vi.waitFor(() => expect(field.value).toBe('**rye**'))
  })

  it('changes nothing in a field that is gone by the time the formats are here', async () => {
    const { format, field, shown } = openComposer('rye')
    const formatting = format('bold')
    shown.value = null
    await formatting
    expect(field.value).toBe('rye')
  })

  it('goes on with a list, and leaves the line break to the field elsewhere, and to an input method', () => {
    const broken = (text: string, held: object = {}, isGone = false) => {
      const { onLineBreak, event, field, shown } = openComposer(text)
      field.selectionStart = text.length
      if (isGone) shown.value = null
      onLineBreak(event('Enter', held))
      return field.value
    }
    expect([broken('- rye'), broken('rye'), broken('- rye', { isComposing: true }), broken('- rye', {}, true)]).toEqual(['- rye\n- ', 'rye', '- rye', '- rye'])
  })
})

describe('words for what went wrong', () => {
  afterEach(() => vi.unstubAllGlobals())

  function openTexts(...known: string[]) {
    const t = vi.fn((key: string) => key)
    return { t, ...mounted({ useI18n: () => ({ t, te: (key: string) => known.includes(key), locale: ref('en') }), fieldErrorKeys, minutesToWait }, () => useErrorText()).result }
  }

  it('are the most telling that there are', () => {
    const [own, any, invalid] = ['errors.fields.email.too_small', 'errors.fields.any.too_small', 'errors.fields.email.invalid']
    expect(openTexts(own, any).fieldText('email', 'too_small')).toBe(own)
    expect(openTexts(any, invalid).fieldText('email', 'too_small')).toBe(any)
    expect(openTexts(invalid).fieldText('email', 'too_small')).toBe(invalid)
    expect(openTexts().fieldText('email', 'too_small')).toBe('errors.fields.any.invalid')
  })

  it('say how long to wait, and which projects stand in the way', () => {
    const { failureText, t } = openTexts()
    failureText({ code: 'too_many_requests', details: { retryAfter: 61 } })
    expect(t).toHaveBeenLastCalledWith('errors.too_many_requests', { minutes: 2, projects: '' }, 2)
    failureText({ code: 'last_lead', details: { projects: ['Bakery', 'Museum'] } })
    expect(t).toHaveBeenLastCalledWith('errors.last_lead', { minutes: 1, projects: 'Bakery and Museum' }, 1)
  })
})

describe('the language of the screen', () => {
  afterEach(() => vi.unstubAllGlobals())

  function openScreen({ chosen = '', direction }: { chosen?: string, direction?: string } = {}) {
    const [setLocale, change, useHead] = [vi.fn(async () => undefined), vi.fn(async () => undefined), vi.fn()]
    const globals = {
      useHead, usePreferences: () => ({ change, keepTheme: () => undefined, preferences: computed(() => ({ locale: chosen, theme: 'dark', density: 'comfortable', messageStyle: 'bubbles' })) }),
      useI18n: () => ({ locale: ref('en'), locales: ref([]), setLocale, localeProperties: ref({ dir: direction }), t: () => 'Parley' }),
    }
    const { result } = mounted(globals, () => {
      useDocument()
      return useLanguage()
    })
    return { ...result, setLocale, change, head: useHead.mock.lastCall?.[0] as { titleTemplate: (title?: string) => string, htmlAttrs: { dir: () => string } } }
  }

  it.each([['the one of the account', 'de', [['de']]], ['as it is when it is that one', 'en', []], ['as it is without a choice', '', []]])('becomes %s', async (_, chosen, set) => {
    const { followAccount, setLocale } = openScreen({ chosen })
    await followAccount()
    expect(setLocale.mock.calls).toEqual(set)
  })

  it('that is chosen is spoken at once and kept in the account', async () => {
    const { choose, setLocale, change } = openScreen()
    await choose('de' as never)
    expect([setLocale.mock.calls, change.mock.calls]).toEqual([[['de']], [[{ locale: 'de' }]]])
  })

  it('says in which direction it runs; one that says nothing runs from left to right', () => {
    expect([openScreen({ direction: 'rtl' }), openScreen()].map(({ head }) => head.htmlAttrs.dir())).toEqual(['rtl', 'ltr'])
    expect([openScreen().head.titleTemplate('Bakery'), openScreen().head.titleTemplate()]).toEqual(['Bakery · Parley', 'Parley'])
  })
})

describe('the focus after a change of screen', () => {
  afterEach(() => vi.unstubAllGlobals())

  /** A page with these elements; the hook that Nuxt runs when a screen stands. */
  async function go({ elements, from = '/login', to = '/c/bread', ownFocus = false }: { elements: string[], from?: string, to?: string, ownFocus?: boolean }) {
    const focused: string[] = []
    const route = { path: from, meta: { ownFocus } }
    let finish = (): void => undefined
    const globals = {
      useRoute: () => route, useNuxtApp: () => ({ hook: (_name: string, run: () => void) => void (finish = run) }),
      document: { querySelector: (selector: string) => elements.includes(selector) ? { tabIndex: 0, focus: () => focused.push(selector) } : null },
    }
    mounted(globals, () => useRouteFocus() ?? true)
    route.path = to
    finish()
    await nextTick()
    return focused
  }

  it.each([
    ['to its heading', { elements: ['#main h1', '#main'] }, ['#main h1']],
    ['to the screen itself where there is no heading', { elements: ['#main'] }, ['#main']],
    ['nowhere where there is no screen', { elements: [] }, []],
    ['nowhere while the screen is the same', { elements: ['#main h1'], to: '/login' }, []],
    ['where the screen puts it', { elements: ['#main h1'], ownFocus: true }, []],
  ])('goes %s', async (_, page, focused) => {
    expect(await go(page)).toEqual(focused)
  })
})
