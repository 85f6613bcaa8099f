import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { useLongPress } from '../../../composables/timeline/useLongPress.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

/** As much of an element as the gesture asks for: a message's row, or a link in it. */
class FakeElement {
  readonly row: object | null
  readonly link: object | null

  constructor({ row = true, link = false } = {}) {
    this.row = row ? this : null
    this.link = link ? this : null
  }

  closest(selector: string): object | null {
    return selector === 'a, button' ? this.link : this.row
  }
}

/** A list on a phone, on which a finger is put, moved and lifted. */
function openList() {
  const listeners = new Map<string, (event: object) => void>()
  const pressed = vi.fn()
  const globals = {
    Element: FakeElement,
    useEventListener: (_list: unknown, names: string | string[], listener: (event: object) => void) => [names].flat().forEach(name => listeners.set(name, listener)),
    useTimeoutFn: (run: (row: object) => void, milliseconds: number) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const stop = () => clearTimeout(timer)
      const start = (row: object) => {
        stop()
        // eslint-disable-next-line no-restricted-syntax -- stands for VueUse's timer, on a clock that the test moves
        timer = setTimeout(run, milliseconds, row)
      }
      return { start, stop }
    },
  }
  mounted(globals, () => useLongPress(ref(null), pressed) ?? true)
  const fire = (name: string, event: object = {}) => {
    const preventDefault = vi.fn()
    listeners.get(name)?.({ pointerType: 'touch', isPrimary: true, clientX: 0, clientY: 0, cancelable: true, target: new FakeElement(), preventDefault, ...event })
    return preventDefault.mock.calls.length > 0
  }
  return { fire, pressed }
}

describe('a finger that rests on a message', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('[R-138] means that message, also when it trembles, and lifting it presses nothing that opened below', () => {
    const { fire, pressed } = openList()
    const target = new FakeElement()
    fire('pointerdown', { target })
    fire('pointermove', { clientX: 6, clientY: 6 })
    vi.advanceTimersByTime(449)
    expect(pressed).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(pressed).toHaveBeenCalledExactlyOnceWith(target)
    expect([fire('touchend'), fire('touchend')]).toEqual([true, false])
  })

  it.each<[string, (list: ReturnType<typeof openList>) => void]>([
    ['is lifted', ({ fire }) => void fire('pointerup')],
    ['scrolls', ({ fire }) => void fire('pointermove', { clientX: 8, clientY: 7 })],
    ['is taken by the browser to scroll', ({ fire }) => void fire('pointercancel')],
    ['is joined by a second', ({ fire }) => void fire('pointerdown', { isPrimary: false })],
  ])('[R-138] means nothing when it %s first', (_, act) => {
    const list = openList()
    list.fire('pointerdown')
    vi.advanceTimersByTime(400)
    act(list)
    vi.advanceTimersByTime(1_000)
    expect([list.pressed.mock.calls, list.fire('touchend')]).toEqual([[], false])
  })

  it.each([
    ['a mouse', { pointerType: 'mouse' }],
    ['a link or button', { target: new FakeElement({ link: true }) }],
    ['what is no message', { target: new FakeElement({ row: false }) }],
    ['no element', { target: null }],
  ])('[R-138] leaves %s to the browser, its menu included', (_, event) => {
    const { fire, pressed } = openList()
    fire('pointerdown', event)
    vi.advanceTimersByTime(1_000)
    expect([pressed.mock.calls, fire('contextmenu', event)]).toEqual([[], false])
  })

  it('keeps the menu of the phone away from a message', () => {
    expect(openList().fire('contextmenu')).toBe(true)
  })

  it('does not hold up a lift that the browser has taken already', () => {
    const { fire } = openList()
    fire('pointerdown')
    vi.advanceTimersByTime(450)
    expect(fire('touchend', { cancelable: false })).toBe(false)
  })
})
