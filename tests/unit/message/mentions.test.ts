import { describe, expect, it } from 'vitest'
import { mentionsOf } from '#shared/mentions.ts'
import { plainText } from '#shared/plain-text.ts'
import { findChoices, mentionQueryAt } from '../../../composables/composer/text/mention-query.ts'
import { pickedIn, toNames, toTokens } from '../../../composables/message/text/mention-text.ts'

const maya = '019a0000-0000-7000-8000-00000000000a'
const sam = '019a0000-0000-7000-8000-00000000000b'
const otherSam = '019a0000-0000-7000-8000-00000000000c'
const choices = [
  { target: maya, name: 'Maya Okafor' },
  { target: sam, name: 'Sam' },
  { target: 'all', name: 'all' },
  { target: 'team', name: 'team' },
]
const names: Record<string, string> = { [maya]: 'Maya Okafor', [sam]: 'Sam', all: 'all', team: 'team' }
const nameOf = (target: string) => names[target] ?? 'someone'

describe('mentions in a message', () => {
  it('[E-01] names each person once, in order, and the groups', () => {
    expect(mentionsOf(`<@${sam}> <@${maya}>, <@${sam}> and <@team>`)).toEqual({ userIds: [sam, maya], all: false, team: true })
    expect(mentionsOf('Nobody <@x> @all')).toEqual({ userIds: [], all: false, team: false })
  })

  it('[E-01] code names nobody', () => {
    expect(mentionsOf(`\`<@all>\` and\n\`\`\`\n<@${maya}>\n\`\`\`\n<@${sam}>`)).toEqual({ userIds: [sam], all: false, team: false })
  })

  it('[E-01] what is written with names is stored with tokens, and back', () => {
    const written = 'Hi @maya okafor, @Sam: ask @team! Not sam@team.example, @Samuel or `@Sam`'
    const stored = `Hi <@${maya}>, <@${sam}>: ask <@team>! Not sam@team.example, @Samuel or \`@Sam\``
    expect(toTokens(written, choices, new Map())).toBe(stored)
    expect(toNames(`Hi <@${maya}> and <@${otherSam}>`, nameOf)).toBe('Hi @Maya Okafor and @someone')
  })

  it('[E-01] among people of one name only the chosen one is meant', () => {
    const twoSams = [...choices, { target: otherSam, name: 'Sam' }]
    expect(toTokens('@Sam', twoSams, new Map())).toBe('@Sam')
    expect(toTokens('@Sam', twoSams, new Map([['sam', otherSam]]))).toBe(`<@${otherSam}>`)
    expect(toTokens('@Sam', twoSams, pickedIn(`<@${otherSam}>`, () => 'Sam'))).toBe(`<@${otherSam}>`)
  })

  it('[E-01] names are words, not patterns', () => {
    expect(toTokens('@A.C (x)', [{ target: sam, name: 'A.C (x)' }, { target: maya, name: 'a|b' }], new Map())).toBe(`<@${sam}>`)
    expect(toTokens('@ABC (x)', [{ target: sam, name: 'A.C (x)' }], new Map())).toBe('@ABC (x)')
    // The long s counts as another case of the s, and yet it is another letter.
    expect(toTokens('@ſam', choices, new Map())).toBe('@ſam')
  })
})

describe('suggesting names', () => {
  it.each([
    ['@', 1, ''],
    ['Hi @ma', 6, 'ma'],
    ['Hi @Maya O', 10, 'Maya O'],
    ['a\n(@s', 5, 's'],
  ])('[E-01] %j asks', (text, caret, words) => {
    expect(mentionQueryAt(text, caret)?.words).toBe(words)
  })

  it.each(['maya@harbor', '@ sam', 'no', '```\n@ma'])('[E-01] %j does not ask', (text) => {
    expect(mentionQueryAt(text, text.length)).toBeUndefined()
  })

  it('[E-01] finds by any word of the name, without case and accents', () => {
    expect(findChoices(choices, 'oka').map(({ name }) => name)).toEqual(['Maya Okafor'])
    expect(findChoices([{ target: sam, name: 'José' }], 'jose')).toHaveLength(1)
    expect(findChoices(choices, 'maya okafor is')).toEqual([])
  })
})

describe('plain words', () => {
  it.each([
    ['**bold** _and_ ~~not~~ `code`', 'bold and not code'],
    ['***both***', 'both'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    ['> quoted\n# Title', 'quoted\nTitle'],
    ['see [the plan](https://harbor.example)', 'see the plan'],
    ['```ts\nlet a_b_c = `x`\n```', 'let a_b_c = `x`'],
    [`<@${maya}>: hi, <@${otherSam}>`, '@Maya Okafor: hi, @someone'],
    ['\\*not bold\\*', '*not bold*'],
    ['- one\n- two', '- one\n- two'],
  ])('[E-02] %j', (body, expected) => {
    expect(plainText(body, nameOf)).toBe(expected)
  })
})
