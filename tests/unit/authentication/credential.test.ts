import { describe, expect, it } from 'vitest'
import { ACCESS_COOKIE, readAccessToken, readBearer, readCookie, REFRESH_COOKIE } from '#server/domain/authentication/credential.ts'

describe('the credential of a request', () => {
  it('[S-12] lives in cookies that are bound to this very host', () => {
    expect([ACCESS_COOKIE, REFRESH_COOKIE].every(name => name.startsWith('__Host-'))).toBe(true)
  })

  it('[R-016] is found among other cookies', () => {
    const header = `locale=de; x${ACCESS_COOKIE}=wrong; ${ACCESS_COOKIE}=aaa.bbb.ccc; empty=`
    expect(readCookie(header, ACCESS_COOKIE)).toBe('aaa.bbb.ccc')
    expect(readCookie(header, REFRESH_COOKIE)).toBeUndefined()
    expect(readCookie(undefined, ACCESS_COOKIE)).toBeUndefined()
  })

  it.each([['Bearer abc.def-_', 'abc.def-_'], ['bearer abc', 'abc'], ['Basic abc', undefined], ['Bearer', undefined], ['Bearer a b', undefined]])(
    '[R-016] reads the header %s', (header, token) => {
      expect(readBearer(header)).toBe(token)
    })

  it('[R-011] a cookie never stands in for a bad Authorization header', () => {
    const cookieHeader = `${ACCESS_COOKIE}=good`
    expect(readAccessToken({ cookieHeader })).toBe('good')
    expect(readAccessToken({ cookieHeader, authorization: 'Bearer other' })).toBe('other')
    expect(readAccessToken({ cookieHeader, authorization: 'Basic bad' })).toBeUndefined()
  })
})
