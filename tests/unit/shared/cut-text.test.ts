import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutText } from '#shared/cut-text.ts'
import { makeSlug } from '#server/domain/projects/make-slug.ts'

describe('the beginning of a text', () => {
  it.each([['abc', 5, 'abc'], ['abc', 2, 'ab'], ['a😀', 3, 'a😀'], ['a😀', 2, 'a'], ['😀', 1, ''], ['', 3, '']])('[S-29] of %j in %i units is %j', (text, length, beginning) => {
    expect(cutText(text, length)).toBe(beginning)
  })

  it('[S-29] of a well-formed text is well-formed, and as long as it may be', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, length) => {
      const cut = cutText(text, length)
      expect(cut.isWellFormed()).toBe(true)
      expect(text.startsWith(cut)).toBe(true)
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, length) - 1)
    }))
  })

  it('[S-29] is what stands in the address of a project, also for letters of two units', () => {
    const slug = makeSlug(`a${'𐌰'.repeat(40)}`, '019a0000-0000-7000-8000-00000000000a')
    expect(slug).toBe(`a${'𐌰'.repeat(23)}-0000000a`)
  })
})
