import { describe, expect, it } from 'vitest'
import { keepPlaces } from '../../../composables/conversations/useCalmOrder.ts'

describe('the calm order of the conversation list', () => {
  it('[R-089] known rows keep their place and new ones queue behind them', () => {
    expect(keepPlaces(['website', 'launch', 'notes'], ['new', 'notes', 'website', 'launch'])).toEqual(['website', 'launch', 'notes', 'new'])
  })

  it('[R-089] a row that is gone leaves no hole', () => {
    expect(keepPlaces(['website', 'launch', 'notes'], ['notes', 'website'])).toEqual(['website', 'notes'])
  })
})
