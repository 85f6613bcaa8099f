import { describe, expect, it } from 'vitest'
import { firstLink } from '#shared/links.ts'
import { MESSAGE_MAX_LENGTH } from '#shared/limits.ts'

describe('the first link of a message', () => {
  it.each([
    ['See https://lume.example/menu, it is up.', 'https://lume.example/menu'],
    ['**https://lume.example/menu**', 'https://lume.example/menu'],
    ['(https://lume.example/a_(b))...!?', 'https://lume.example/a_(b'],
    ['http://localhost/ then https://lume.example', 'https://lume.example/'],
    ['<HTTPS://Lume.Example/A>', 'https://lume.example/A'],
    ['no link', undefined],
  ])('[T-11] of %j is %j', (body, link) => {
    expect(firstLink(body)).toBe(link)
  })

  it('[S-45] is found behind a run of punctuation that leads nowhere', () => {
    const run = `http://${'.'.repeat(MESSAGE_MAX_LENGTH - 40)}a`
    expect(firstLink(`${run} https://lume.example/`)).toBe('https://lume.example/')
  })

  it('[S-45] is passed over when it is longer than 2,000 characters, and not cut to another address', () => {
    const address = (length: number) => `https://lume.example/${'a'.repeat(length - 21)}`
    expect(firstLink(address(2_000))).toHaveLength(2_000)
    expect(firstLink(`${address(2_000)}${'!'.repeat(500)}`)).toHaveLength(2_000)
    expect(firstLink(address(2_001))).toBeUndefined()
    expect(firstLink(`${address(2_001)} https://lume.example/`)).toBe('https://lume.example/')
  })
})
