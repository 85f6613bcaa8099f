import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { register, updatePreferences } from '#shared/contracts/account.ts'
import { createConversation, markRead, updateConversation } from '#shared/contracts/conversations.ts'
import { clientTimestamp } from '#shared/contracts/fields.ts'
import { editMessage, listMessages, sendMessage } from '#shared/contracts/messages.ts'
import { createProject } from '#shared/contracts/projects.ts'
import { scheduleMessage } from '#shared/contracts/scheduled.ts'
import { updateSettings } from '#shared/contracts/settings.ts'
import { AppError, type ErrorDetails } from '#shared/errors.ts'
import { hasVisibleCharacter } from '#shared/visible-text.ts'
import { parseInput } from '#server/utils/parse-input.ts'

const id = '01999999-0000-7000-8000-000000000001'
const poll = (option: string) => ({ multiple: false, anonymous: false, closesAt: null, options: ['Rye', option] })

/** Everything that a person must be able to read, with this text in it. */
const readable: [name: string, field: string, schema: z.ZodType, body: (text: string) => unknown][] = [
  ['a person\'s name', 'name', register.body, name => ({ email: 'maya@example.com', password: 'fourteen tables', name })],
  ['a project\'s name', 'name', createProject.body, name => ({ name })],
  ['a group\'s title', 'title', createConversation.body, title => ({ type: 'group', id, projectId: id, title, userIds: [] })],
  ['a changed title', 'title', updateConversation.body, title => ({ title })],
  ['a title among the settings', 'title', updateSettings.body, title => ({ title })],
  ['a message', 'body', sendMessage.body, body => ({ id, body })],
  ['an edited message', 'body', editMessage.body, body => ({ version: 1, body })],
  ['a scheduled message', 'body', scheduleMessage.body, body => ({ id, body, dueAt: '2027-01-01T00:00:00Z' })],
  ['the question of a poll', 'body', sendMessage.body, body => ({ id, body, poll: poll('Wheat') })],
  ['an answer of a poll', 'poll.options.1', sendMessage.body, option => ({ id, body: 'Which?', poll: poll(option) })],
]

const invisible: [name: string, text: string][] = [
  ['nothing', ''],
  ['white space', ' \t\n\u00A0\u3000\u2028'],
  ['zero-width characters', '\u200B\u200C\u200D\u2060\uFEFF'],
  ['marks of direction', '\u202E\u2066\u200F'],
  ['fillers', '\u115F\u1160\u3164\uFFA0'],
  ['variation selectors and tags', '\uFE0F\u{E0100}\u{E0061}'],
  ['a soft hyphen and a joiner', '\u00AD\u034F'],
  ['an empty Braille cell', '\u2800'],
]

/** What a schema refuses a body with. */
function refusalOf(schema: z.ZodType, body: unknown): { code: string, details: ErrorDetails | undefined } | undefined {
  try {
    parseInput(schema, body, 'body')
    return undefined
  }
  catch (error) {
    if (error instanceof AppError) return { code: error.code, details: error.details }
    throw error
  }
}

describe('what a person must read', () => {
  describe.each(invisible)('%s alone', (_, text) => {
    it('[R-012] has no visible character', () => expect(hasVisibleCharacter(text)).toBe(false))

    it.each(readable)('[R-012] is not %s', (_name, field, schema, body) => {
      expect(refusalOf(schema, body(text))).toEqual({ code: 'invalid', details: { fields: [{ field, rule: 'too_small' }] } })
    })
  })

  it.each(['.', 'é', 'e\u0301', 'שלום', 'ก', '👩‍🚀', '❤️', '\u200Bx', '½', '|'])('[R-012] %s is visible', (text) => {
    expect(hasVisibleCharacter(text)).toBe(true)
    for (const [name, , schema, body] of readable) expect(refusalOf(schema, body(text)), name).toBeUndefined()
  })
})

describe('a value that breaks a rule', () => {
  it.each(readable)('[S-29] [R-012] in %s is named, and the answer is 422', (_, field, schema, body) => {
    for (const text of ['bread\u0000', 'bread\uD800']) {
      expect(refusalOf(schema, body(text))).toEqual({ code: 'invalid', details: { fields: [{ field, rule: 'invalid_regex' }] } })
    }
  })

  it('[R-012] in a choice or a number is named, and the answer is 422', () => {
    expect(refusalOf(updatePreferences.body, { undoSendSeconds: 7 })).toEqual({ code: 'invalid', details: { fields: [{ field: 'undoSendSeconds', rule: 'invalid_value' }] } })
    expect(refusalOf(markRead.body, { seq: 2_147_483_648 })).toEqual({ code: 'invalid', details: { fields: [{ field: 'seq', rule: 'too_big' }] } })
    expect(refusalOf(markRead.body, { seq: 1, readEra: -1 })).toEqual({ code: 'invalid', details: { fields: [{ field: 'readEra', rule: 'too_small' }] } })
    expect(refusalOf(listMessages.query, { before: '2147483648' })).toEqual({ code: 'invalid', details: { fields: [{ field: 'before', rule: 'too_big' }] } })
  })

  it('[R-012] of the wrong kind is malformed, and the answer is 400', () => {
    for (const seq of ['1', 1.5, null, [], {}, Infinity, undefined]) expect(refusalOf(markRead.body, { seq }), String(seq)).toMatchObject({ code: 'malformed' })
    for (const body of [null, [], 'text', 1]) expect(refusalOf(markRead.body, body)).toMatchObject({ code: 'malformed' })
  })
})

describe('a time from a client', () => {
  it.each(['0001-01-01T00:00:00Z', '2024-02-29T23:59:59.999Z', '9999-12-31T23:59:59.999999999Z'])('[R-012] may be %s', (time) => {
    expect(clientTimestamp.safeParse(time).success).toBe(true)
  })

  it.each(['0000-12-31T23:59:59Z', '+10000-01-01T00:00:00Z', '-0001-01-01T00:00:00Z', '2023-02-29T00:00:00Z', '2024-01-01T24:00:00Z', 'infinity', '2024-01-01', `2024-01-01T00:00:00.${'1'.repeat(40)}Z`])(
    '[R-012] may not be %s', time => expect(clientTimestamp.safeParse(time).success).toBe(false))
})
