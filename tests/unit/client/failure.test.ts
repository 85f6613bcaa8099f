import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AppError, errorStatus } from '#shared/errors.ts'
import { fieldErrorKeys, minutesToWait, readFailure } from '#client/api/failure.ts'

const LOCALES = 'i18n/locales'

/** What is rare comes with the component that shows it, from a file of its own. */
const languages = ['en', 'de'].map(code => ({ code, errors: Object.assign({}, ...readdirSync(LOCALES)
  .filter(file => file === `${code}.json` || file.endsWith(`.${code}.json`))
  .map(file => (JSON.parse(readFileSync(`${LOCALES}/${file}`, 'utf8')) as { errors?: object }).errors)) as Record<string, unknown> }))

describe('what went wrong, in words', () => {
  it.each(languages)('[R-014] every error code has a text of its own in $code', ({ errors }) => {
    const texts = [...Object.keys(errorStatus), 'network'].map(code => errors[code])
    expect(texts).toSatisfy((all: unknown[]) => all.every(text => typeof text === 'string' && text.length > 10))
    expect(new Set(texts).size).toBe(texts.length)
  })

  it.each(languages)('[R-013] a wrong sign-in in $code does not say which of the two is wrong', ({ errors }) => {
    expect(errors.wrong_credentials).toMatch(/(e-mail address or password|e-mail-adresse oder passwort)/i)
    expect(errors.wrong_credentials).not.toMatch(/no account|kein konto|unknown|unbekannt/i)
  })

  it('[R-014] reads the envelope that the sign-in module hands on', () => {
    const thrown = { statusCode: 429, data: { error: { code: 'too_many_requests', details: { retryAfter: 61 } }, meta: { requestId: 'r-1' } } }
    expect(readFailure(thrown)).toEqual({ code: 'too_many_requests', details: { retryAfter: 61 }, requestId: 'r-1' })
  })

  it('[R-014] reads an error of our own client', () => {
    const thrown = new AppError('invalid', { fields: [{ field: 'password', rule: 'too_common' }] })
    expect(readFailure(thrown)).toMatchObject({ code: 'invalid', details: { fields: [{ field: 'password', rule: 'too_common' }] } })
  })

  it.each([new TypeError('fetch failed'), undefined, null, 'gone'])('[R-014] whatever carries no code is the network: %s', (thrown) => {
    expect(readFailure(thrown).code).toBe('network')
  })

  it('[R-014] tries the most telling text of a field first', () => {
    expect(fieldErrorKeys('email', 'too_big')).toEqual(['errors.fields.email.too_big', 'errors.fields.any.too_big', 'errors.fields.email.invalid', 'errors.fields.any.invalid'])
  })

  it.each([[undefined, 1], [{ retryAfter: 5 }, 1], [{ retryAfter: 61 }, 2], [{ retryAfter: 900 }, 15]])('[R-014] %j means waiting %d min', (details, minutes) => {
    expect(minutesToWait(details)).toBe(minutes)
  })
})
