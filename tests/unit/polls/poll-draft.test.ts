import { describe, expect, it } from 'vitest'
import { usePollDraft } from '../../../composables/polls/usePollDraft.ts'

describe('a poll that is being written', () => {
  it('[R-012] [E-11] is complete with a question and two visible options', () => {
    const { draft, complete, made } = usePollDraft('Which bread?')
    const [first, second] = draft.options
    Object.assign(first ?? {}, { text: 'Rye' })
    Object.assign(second ?? {}, { text: '\u200B\u3164' })
    expect(complete.value).toBe(false)
    Object.assign(second ?? {}, { text: ' Wheat ' })
    expect(complete.value).toBe(true)
    expect(made().options).toEqual(['Rye', 'Wheat'])
    draft.question = '\u2060'
    expect(complete.value).toBe(false)
  })
})
