import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestMatches, matchName } from '../../../composables/search/match-name.ts'

describe('matching names with a query', () => {
  it('[E-12] ranks a match at the beginning highest', () => {
    expect(matchName('Maya Lindqvist', 'may')).toBe(3)
    expect(matchName('Maya Lindqvist', 'lin')).toBe(2)
    expect(matchName('Maya Lindqvist', 'm l')).toBe(2)
    expect(matchName('Maya Lindqvist', 'qvi')).toBe(1)
    expect(matchName('Maya Lindqvist', 'sam')).toBe(0)
  })

  it('[E-12] ignores case and diacritics', () => {
    expect(matchName('Zoë Ångström', 'ZOE ang')).toBe(3)
    expect(matchName('Bäckerei', 'backe')).toBe(3)
    expect(matchName('Backe', 'bä')).toBe(3)
  })

  it('[E-12] ranks titles above participants, and keeps the order of equal matches', () => {
    const talks = [
      { title: 'Launch', people: ['Sam'] },
      { title: 'Samples', people: [] },
      { title: 'Samowar', people: [] },
    ]
    expect(bestMatches(talks, 'sam', ({ title, people }) => [title, ...people]).map(({ title }) => title)).toEqual(['Samples', 'Samowar', 'Launch'])
  })

  it('[E-12] never fails on any input, and always finds a name by itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), (name, typed) => {
      expect(matchName(name, name)).toBe(3)
      expect([0, 1, 2, 3]).toContain(matchName(name, typed))
    }))
  })
})
