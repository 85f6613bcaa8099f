import { afterEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { useSwipe } from '../../../composables/timeline/useSwipe.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

/** A message's row, or what stands between the rows. */
class FakeElement {
  readonly row: object | null
  readonly style = { translate: '' }
  swiped = false

  constructor({ row = true } = {}) {
    this.row = row ? this : null
  }

  closest(): object | null {
    return this.row
  }

  toggleAttribute(_name: string, swiped: boolean): void {
    this.swiped = swiped
  }
}

/** A list on a phone, over which a finger goes. */
function openList({ direction = 'ltr', replies = true } = {}) {
  const listeners = new Map<string, (event: object) => void>()
  const [reply, back] = [vi.fn(), vi.fn()]
  const globals = {
    Element: FakeElement,
    getComputedStyle: () => ({ direction }),
    useEventListener: (_list: unknown, name: string, listener: (event: object) => void) => listeners.set(name, listener),
  }
  mounted(globals, () => useSwipe(ref(null), { reply, replies: () => replies, back }) ?? true)
  const row = new FakeElement()
  const fire = (name: string, event: object = {}) => listeners.get(name)?.({ pointerType: 'touch', isPrimary: true, clientX: 100, clientY: 0, target: row, ...event })
  const goTo = (...steps: [clientX: number, clientY: number][]) => {
    for (const [clientX, clientY] of steps) fire('pointermove', { clientX, clientY })
  }
  return { row, fire, goTo, reply, back }
}

describe('a finger that goes sideways over messages', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each([['ltr', 1], ['rtl', -1]] as const)('[E-03] answers the message that it draws to the start of the line, where lines are %s', (direction, sign) => {
    const { row, fire, goTo, reply, back } = openList({ direction })
    fire('pointerdown')
    goTo([100 - 20 * sign, 3])
    expect([row.style.translate, row.swiped]).toEqual([`${-20 * sign}px`, false])
    goTo([100 - 200 * sign, 30])
    expect([row.style.translate, row.swiped]).toEqual([`${-88 * sign}px`, true])
    fire('pointerup')
    expect([reply.mock.calls, back.mock.calls, row.style.translate, row.swiped]).toEqual([[[row]], [], '', false])
  })

  it.each([['ltr', 1], ['rtl', -1]] as const)('[R-138] leads back the other way, and leaves the message where it is: %s', (direction, sign) => {
    const { row, fire, goTo, reply, back } = openList({ direction })
    fire('pointerdown')
    goTo([100 + 80 * sign, 0])
    expect(row.style.translate).toBe('')
    fire('pointerup')
    expect([reply.mock.calls.length, back.mock.calls.length]).toEqual([0, 1])
  })

  it.each<[string, (list: ReturnType<typeof openList>) => void]>([
    ['does not go far', ({ goTo, fire }) => {
      goTo([50, 0])
      fire('pointerup')
    }],
    ['comes back', ({ goTo, fire }) => {
      goTo([20, 0], [95, 0])
      fire('pointerup')
    }],
    ['scrolls first', ({ goTo, fire }) => {
      goTo([98, 15], [0, 20])
      fire('pointerup')
    }],
    ['only taps', ({ fire }) => void fire('pointerup')],
    ['is taken by the browser to scroll', ({ goTo, fire }) => {
      goTo([20, 0])
      fire('pointercancel')
      fire('pointerup')
    }],
    ['is a second one', ({ fire, goTo }) => {
      goTo([90, 0])
      fire('pointermove', { isPrimary: false, clientX: 0 })
      fire('pointerup')
    }],
  ])('[R-138] does nothing when it %s', (_, act) => {
    const list = openList()
    list.fire('pointerdown')
    act(list)
    expect([list.reply.mock.calls, list.back.mock.calls, list.row.style.translate, list.row.swiped]).toEqual([[], [], '', false])
  })

  it.each([['a mouse', { pointerType: 'mouse' }], ['a second finger', { isPrimary: false }], ['no element', { target: null }]])('leaves %s to the browser', (_, event) => {
    const list = openList()
    list.fire('pointerdown', event)
    list.goTo([0, 0])
    list.fire('pointerup')
    expect([list.reply.mock.calls, list.back.mock.calls]).toEqual([[], []])
  })

  it.each([['nothing can be answered', false, true], ['there is no message', true, false]])('[R-138] draws nothing where %s, and still leads back', (_, replies, row) => {
    const list = openList({ replies })
    const target = new FakeElement({ row })
    for (const clientX of [0, 300]) {
      list.fire('pointerdown', { target })
      list.goTo([clientX, 0])
      list.fire('pointerup')
    }
    expect([list.reply.mock.calls.length, list.back.mock.calls.length, target.style.translate]).toEqual([0, 1, ''])
  })
})
