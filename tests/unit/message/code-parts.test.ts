import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitCode } from '#shared/code-parts.ts'
import { plainText } from '#shared/plain-text.ts'

/** What inline code is, as one regular expression: right for every text, and too slow for some. */
const INLINE_CODE = /(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\1(?!`)/g

const pieces = fc.array(fc.constantFrom('`', '``', '```', 'a', ' ', '\n', '\n \n', '\t'), { maxLength: 30 }).map(parts => `a${parts.join('')}`)

describe('code in a message', () => {
  it('[E-01] [S-45] is found in one pass where a regular expression finds it', () => {
    fc.assert(fc.property(pieces.filter(text => !/^ {0,3}```/m.test(text)), (text) => {
      expect(splitCode(text).filter(({ code }) => code).map(part => part.text)).toEqual([...text.matchAll(INLINE_CODE)].map(([found]) => found))
    }), { numRuns: 2_000 })
  })

  it('[E-01] loses nothing of a message', () => {
    fc.assert(fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' })), (text) => {
      expect(splitCode(text).map(part => part.text).join('')).toBe(text)
    }))
  })

  it.each([
    ['```hello``` there', 'hello there'],
    ['`` a ` b `` c', 'a ` b c'],
    ['` ` c', 'c'],
    [`\` ${'`'.repeat(5)} \` end`, '````` end'],
    ['~~~js\nlet a\n~~~', 'let a'],
    ['```\nlet a', 'let a'],
  ])('[E-01] %j is %j in plain words', (body, words) => {
    expect(plainText(body, () => '')).toBe(words)
  })
})
