import { describe, expect, it } from 'vitest'
import { brokenRules, emailRule, newPasswordRule, presentRule, visibleRule } from '../../../composables/account/account-rules.ts'
import { initialsOf, tintOf } from '../../../composables/account/avatar.ts'
import { parseUserAgent } from '../../../composables/account/userAgent.ts'

describe('validation in the browser', () => {
  it('[R-014] lists each field that breaks its rule', () => {
    const values = { name: ' ', email: 'maya.quay', password: 'seven77' }
    expect(brokenRules(values, { name: visibleRule, email: emailRule, password: newPasswordRule })).toEqual([
      { field: 'name', rule: 'missing' }, { field: 'email', rule: 'invalid_email' }, { field: 'password', rule: 'too_small' },
    ])
  })

  it('distinguishes a missing value from one that is too short', () => {
    expect(brokenRules({ email: ' ', password: '' }, { email: emailRule, password: newPasswordRule })).toEqual([{ field: 'email', rule: 'missing' }, { field: 'password', rule: 'missing' }])
  })

  it('[R-012] [R-014] treats an invisible name as missing, and a password of spaces as a password', () => {
    for (const name of ['', ' \u00A0', '\u200B\u3164']) expect(brokenRules({ name }, { name: visibleRule })).toEqual([{ field: 'name', rule: 'missing' }])
    expect(brokenRules({ name: '李', password: '        ' }, { name: visibleRule, password: presentRule })).toEqual([])
    expect(brokenRules({ password: '' }, { password: presentRule })).toEqual([{ field: 'password', rule: 'missing' }])
  })

  it('[R-014] accepts valid values, also with spaces around the address', () => {
    const values = { email: ' maya@quay.example ', password: 'eight888' }
    expect(brokenRules(values, { email: emailRule, password: newPasswordRule })).toEqual([])
  })
})

describe('the avatar of a user', () => {
  it.each([['Maya Okafor', 'MO'], ['maya', 'M'], ['Jean-Luc de la Tour', 'JT'], ['', '?'], ['👩‍🚒 Ada', '👩‍🚒A'], ['  Åsa   Öberg ', 'ÅÖ']])('%j is %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })

  it('derives the same colour from the same id', () => {
    expect(tintOf('0190b5a0-0000-7000-8000-000000000001')).toBe(tintOf('0190b5a0-0000-7000-8000-000000000001'))
    expect(new Set(Array.from({ length: 200 }, (_, index) => tintOf(`person-${index}`)))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]))
  })
})

describe('the description of a User-Agent', () => {
  const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'
  const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0'

  it.each([
    [safari, { browser: 'Safari', system: 'iPhone', handheld: true }],
    [edge, { browser: 'Edge', system: 'Windows', handheld: false }],
    ['curl/8.9', { browser: '', system: '', handheld: false }],
    ['', { browser: '', system: '', handheld: false }],
  ])('[E-15] %s', (userAgent, device) => {
    expect(parseUserAgent(userAgent)).toEqual(device)
  })
})
