import { describe, expect, it } from 'vitest'
import { continueList } from '../../../composables/composer/text/continue-list.ts'
import { type Format, formatPassage, type Passage } from '../../../composables/composer/text/format-text.ts'

/** A passage from a text in which `[` and `]` stand around what is selected. */
function passage(marked: string): Passage {
  const start = marked.indexOf('[')
  return { text: marked.replace('[', '').replace(']', ''), start, end: marked.indexOf(']') - 1 }
}

function show({ text, start, end }: Passage): string {
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`
}

describe('formatting what is written', () => {
  it.each<[Format, string, string]>([
    ['bold', 'the [oven] is on', 'the **[oven]** is on'],
    ['bold', 'the **[oven]** is on', 'the [oven] is on'],
    ['bold', 'the [oven ]is on', 'the **[oven]** is on'],
    ['italic', '[]', '_[]_'],
    ['strike', '[a]', '~~[a]~~'],
    ['code', '[a]', '`[a]`'],
    ['quote', 'a[b]', '> ab[]'],
    ['quote', '> a[b]', 'ab[]'],
    ['bullets', '[one\ntwo]', '[- one\n- two]'],
    ['numbers', '[one\ntwo]', '[1. one\n2. two]'],
    ['numbers', '[1. one\n2. two]', '[one\ntwo]'],
    ['codeBlock', 'see [x]', 'see \n```\n[x]\n```'],
    ['codeBlock', '[x] and y', '```\n[x]\n```\n and y'],
    ['codeBlock', 'see\n[x]\nand y', 'see\n```\n[x]\n```\nand y'],
    ['bullets', 'a\n[b]\nc', 'a\n- b[]\nc'],
  ])('[E-02] %s: %j becomes %j', (format, before, after) => {
    expect(show(formatPassage(passage(before), format))).toBe(after)
  })

  it('[E-02] a link asks for what is missing', () => {
    const words = formatPassage({ text: 'plan', start: 0, end: 4 }, 'link')
    expect(words.text.slice(words.start, words.end)).toBe('https://')
    const address = formatPassage({ text: 'https://harbor.example', start: 0, end: 22 }, 'link')
    expect(address).toEqual({ text: '[](https://harbor.example)', start: 1, end: 1 })
  })
})

describe('a new line in a list', () => {
  it.each([
    ['- flour[]', '- flour\n- []'],
    ['9. flour[]', '9. flour\n10. []'],
    ['  * flour[] and salt', '  * flour\n  * [] and salt'],
    ['> said[]', '> said\n> []'],
    ['- flour\n- []', '- flour\n[]'],
  ])('[E-02] %j becomes %j', (before, after) => {
    const continued = continueList(passage(before))
    expect(continued && show(continued)).toBe(after)
  })

  it.each(['flour[]', '```\n- flour[]', '- [flour]', '[]'])('[E-02] %j takes a plain line break', (text) => {
    expect(continueList(passage(text))).toBeUndefined()
  })
})
