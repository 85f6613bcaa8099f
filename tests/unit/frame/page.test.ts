import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { copyText } from '../../../composables/frame/copyText.ts'
import { placeBeside } from '../../../composables/frame/placeBeside.ts'
import { useConversationJumps, useConversationKeys } from '../../../composables/conversations/useConversationKeys.ts'
import { useDetails } from '../../../composables/conversations/useDetails.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

describe('text that is copied', () => {
  afterEach(() => vi.unstubAllGlobals())

  /** A page without a clipboard, which a browser gives to pages with TLS only. */
  function stubOldPage(copies: boolean) {
    const field = { value: '', select: vi.fn(), remove: vi.fn() }
    vi.stubGlobal('navigator', {})
    vi.stubGlobal('document', { createElement: () => field, body: { append: vi.fn() }, execCommand: () => copies })
    return field
  }

  it('goes into the clipboard, where there is one', async () => {
    const writeText = vi.fn(async () => undefined)
    vi.stubGlobal('navigator', { clipboard: { writeText } })
    expect(await copyText('the link')).toBe(true)
    expect(writeText).toHaveBeenCalledExactlyOnceWith('the link')
  })

  it.each([[true], [false]])('goes there the old way on a page without TLS, which says whether it did (%s), and leaves nothing behind', async (copies) => {
    const field = stubOldPage(copies)
    expect([await copyText('the link'), field.value]).toEqual([copies, 'the link'])
    expect([field.select, field.remove].map(done => done.mock.calls.length)).toEqual([1, 1])
  })

  it('goes there the old way when the browser refuses the clipboard', async () => {
    stubOldPage(true)
    vi.stubGlobal('navigator', { clipboard: { writeText: async () => Promise.reject(new DOMException('no', 'NotAllowedError')) } })
    expect(await copyText('the link')).toBe(true)
  })
})

describe('a menu beside its button', () => {
  afterEach(() => vi.unstubAllGlobals())

  /** Where a menu of 200 by 300 pixels stands in a window of 1000 by 800. */
  function placed(anchor: { left: number, right: number, top: number, bottom: number }, direction = 'ltr') {
    const style: Record<string, string> = {}
    vi.stubGlobal('getComputedStyle', () => ({ direction }))
    vi.stubGlobal('innerWidth', 1_000)
    vi.stubGlobal('innerHeight', 800)
    placeBeside({ style, getBoundingClientRect: () => ({ width: 200, height: 300 }) } as never, { getBoundingClientRect: () => anchor } as never)
    return [style.left, style.top]
  }
  const button = { left: 500, right: 540, top: 100, bottom: 140 }

  it.each([
    ['below its end', button, 'ltr', ['340px', '144px']],
    ['below its end where one reads from right to left', button, 'rtl', ['500px', '144px']],
    ['above it where there is no room below', { ...button, top: 600, bottom: 640 }, 'ltr', ['340px', '296px']],
    ['inside of the window, at its start', { ...button, left: 0, right: 40 }, 'ltr', ['8px', '144px']],
    ['inside of the window, at its end', { ...button, left: 960, right: 1_000 }, 'rtl', ['792px', '144px']],
  ])('opens %s', (_, anchor, direction, place) => {
    expect(placed(anchor, direction)).toEqual(place)
  })
})

describe('the details of a conversation', () => {
  afterEach(() => vi.unstubAllGlobals())
  class FakeElement {
    readonly focus = vi.fn()
  }

  function open(activeElement: unknown) {
    const { detailed, toggleDetails, closeDetails } = mounted({ HTMLElement: FakeElement, document: { activeElement } }, () => useDetails()).result
    return { detailed, toggleDetails, closeDetails }
  }

  it('give the focus back to where it was, however they are closed', async () => {
    for (const way of ['toggleDetails', 'closeDetails'] as const) {
      const button = new FakeElement()
      const details = open(button)
      details.toggleDetails()
      expect(details.detailed.value).toBe(true)
      details[way]()
      await nextTick()
      expect([details.detailed.value, button.focus.mock.calls.length]).toEqual([false, 1])
    }
  })

  it('that are not open take the focus from nobody, nor do those that were opened from nowhere', async () => {
    const button = new FakeElement()
    open(button).closeDetails()
    const fromNowhere = open(null)
    fromNowhere.toggleDetails()
    fromNowhere.closeDetails()
    await nextTick()
    expect([button.focus.mock.calls.length, fromNowhere.detailed.value]).toEqual([0, false])
  })
})

describe('keys of a conversation', () => {
  afterEach(() => vi.unstubAllGlobals())

  /** A page with links to conversations, of which those in a folded part are not seen. */
  function openPage({ ids = ['bread', 'cake', 'rolls'], folded = [] as string[], at = 'cake', dialog = false } = {}) {
    const links = ids.map(id => ({ dataset: { conversation: id }, checkVisibility: () => !folded.includes(id) }))
    const push = vi.fn()
    const escape = vi.fn()
    const listeners: ((event: object) => void)[] = []
    const globals = {
      document: { querySelector: () => dialog ? {} : null, querySelectorAll: () => links },
      useRouter: () => ({ currentRoute: { value: { params: { id: at } } }, push }),
      useEventListener: (_name: string, listener: (event: object) => void) => void listeners.push(listener),
    }
    mounted(globals, () => {
      useConversationJumps()
      useConversationKeys({ escape })
      return true
    })
    const press = (key: string, event: object = {}) => {
      const preventDefault = vi.fn()
      for (const listener of listeners) listener({ key, altKey: key.startsWith('Arrow'), ctrlKey: false, metaKey: false, shiftKey: false, preventDefault, ...event })
      return [push.mock.lastCall?.[0], preventDefault.mock.calls.length]
    }
    return { press, escape }
  }

  it('lead to the neighbour that is seen', () => {
    expect(openPage().press('ArrowDown')).toEqual(['/c/rolls', 1])
    expect(openPage().press('ArrowUp')).toEqual(['/c/bread', 1])
    expect(openPage({ at: 'rolls', folded: ['cake'] }).press('ArrowUp')).toEqual(['/c/bread', 1])
  })

  it('begin at either end while none is open', () => {
    expect(openPage({ at: 'elsewhere' }).press('ArrowDown')).toEqual(['/c/bread', 1])
    expect(openPage({ at: 'elsewhere' }).press('ArrowUp')).toEqual(['/c/rolls', 1])
  })

  it.each([
    ['behind the last one', { at: 'rolls' }, 'ArrowDown', {}],
    ['before the first one', { at: 'bread' }, 'ArrowUp', {}],
    ['where there are none', { ids: [], at: 'elsewhere' }, 'ArrowUp', {}],
    ['with another key', {}, 'ArrowLeft', {}],
    ['without Alt', {}, 'ArrowDown', { altKey: false }],
  ])('lead nowhere %s', (_, page, key, event) => {
    expect(openPage(page).press(key, event)).toEqual([undefined, 0])
  })

  it('Escape closes what is open beside it, unless something else took the key or a dialog wants it', () => {
    const page = openPage()
    page.press('Escape', { defaultPrevented: true })
    page.press('x')
    expect(page.escape).not.toHaveBeenCalled()
    page.press('Escape')
    expect(page.escape).toHaveBeenCalledOnce()
    const behind = openPage({ dialog: true })
    behind.press('Escape')
    expect(behind.escape).not.toHaveBeenCalled()
  })
})
