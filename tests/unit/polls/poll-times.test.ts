import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { usePollClosing } from '../../../composables/polls/usePollClosing.ts'
import { usePollDraft } from '../../../composables/polls/usePollDraft.ts'
import { MESSAGE_MAX_LENGTH } from '../../../shared/limits.ts'
import { mounted } from '../../helpers/vue/vue-scope.ts'

const noon = Date.parse('2026-11-20T12:00:00.000Z')
const minutes = (count: number) => count * 60_000

describe('when a poll closes', () => {
  afterEach(() => vi.unstubAllGlobals())

  function openClosing(closesAt: string | null) {
    const clock = ref(noon)
    const globals = { useI18n: () => ({ locale: ref('en') }), useCalendar: () => ({ momentOf: (time: string) => `the moment ${time}` }), useClock: () => clock }
    return { closing: mounted(globals, () => usePollClosing(() => closesAt)).result, clock }
  }

  it.each([
    ['in the largest unit that fits', minutes(3 * 24 * 60), 'in 3 days'],
    ['in hours within a day', minutes(90), 'in 2 hours'],
    ['in minutes within an hour', minutes(59), 'in 59 minutes'],
    ['as the next minute in its last one', minutes(1) - 20_000, 'in 1 minute'],
    ['as this minute in its last seconds', 20_000, 'this minute'],
    ['as this minute when it is past, until the server says that it is closed', minutes(-7), 'this minute'],
  ])('is shown %s', (_, left, words) => {
    expect(openClosing(new Date(noon + left).toISOString()).closing.value?.when).toBe(words)
  })

  it('is updated with the clock, and the date stays', () => {
    const { closing, clock } = openClosing('2026-11-20T13:00:00.000Z')
    clock.value += minutes(30)
    expect(closing.value).toEqual({ at: '2026-11-20T13:00:00.000Z', when: 'in 30 minutes', moment: 'the moment 2026-11-20T13:00:00.000Z' })
  })

  it('is not shown for a poll without an end', () => {
    expect(openClosing(null).closing.value).toBeUndefined()
  })
})

describe('a poll that is being written', () => {
  beforeEach(() => vi.useFakeTimers({ now: noon, toFake: ['Date'] }))
  afterEach(() => vi.useRealTimers())

  function written(...texts: string[]) {
    const poll = usePollDraft('Which bread?')
    while (poll.draft.options.length < texts.length) poll.add()
    for (const [index, text] of texts.entries()) Object.assign(poll.draft.options[index] ?? {}, { text })
    return poll
  }

  it.each([
    ['two answers that differ', ['Rye', 'Spelt'], true],
    ['one answer and an empty one', ['Rye', '  '], false],
    ['a duplicate option', ['Rye', 'Spelt', ' Rye '], false],
  ])('with %s: complete is %3$s', (_, texts, complete) => {
    expect(written(...texts).complete.value).toBe(complete)
  })

  it('needs a question that fits in a message', () => {
    const poll = written('Rye', 'Spelt')
    poll.draft.question = '  '
    expect(poll.complete.value).toBe(false)
    poll.draft.question = 'x'.repeat(MESSAGE_MAX_LENGTH + 1)
    expect(poll.complete.value).toBe(false)
  })

  it('leaves out empty and removed options, and closes after the chosen time', () => {
    const poll = written('Rye', '', ' Spelt ', 'Wheat')
    poll.remove(3)
    expect(poll.made()).toEqual({ multiple: false, anonymous: false, closesAt: null, options: ['Rye', 'Spelt'] })
    Object.assign(poll.draft, { hours: 24, multiple: true })
    expect(poll.made()).toMatchObject({ multiple: true, closesAt: '2026-11-21T12:00:00.000Z' })
  })
})
