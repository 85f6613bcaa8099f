import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { config, loadConfig } from '#server/infra/config.ts'
import { isKnownBrowser, markKnownBrowser } from '#server/utils/known-browser.ts'

const maya = 'maya@lume.example'

function openRequest(cookie?: string) {
  const message = Object.assign(new IncomingMessage(new Socket()), { headers: cookie === undefined ? {} : { cookie } })
  const response = new ServerResponse(message)
  return { event: createEvent(message, response), response }
}

/** The cookie that a browser has after Maya proved in it who she is. */
function mayasCookie(): string {
  const { event, response } = openRequest()
  markKnownBrowser(event, maya)
  return String(response.getHeader('set-cookie'))
}

describe('a browser that an account was signed in from', () => {
  beforeEach(() => config.set(loadConfig({ JWT_SECRET: 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s' })))
  afterEach(() => config.clear())

  it('[S-51] is known again for this account, and for no other', () => {
    const [pair = ''] = mayasCookie().split(';')
    expect(isKnownBrowser(openRequest(pair).event, maya)).toBe(true)
    expect(isKnownBrowser(openRequest(pair).event, 'sam@harbor.example')).toBe(false)
  })

  it('[S-12] has a cookie that no script can read, that says nothing of whose it is and opens nothing', () => {
    expect(mayasCookie()).toMatch(/^__Host-parley-known=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  })

  it.each([undefined, '__Host-parley-known=', '__Host-parley-known=x', `__Host-parley-known=${'x'.repeat(43)}`, '__Host-parley-known=ünknown'])('[S-51] is not one that brings %j', (cookie) => {
    expect(isKnownBrowser(openRequest(cookie).event, maya)).toBe(false)
  })

  it('[S-51] is not one whose cookie another installation made', () => {
    const [pair = ''] = mayasCookie().split(';')
    config.set(loadConfig({ JWT_SECRET: 'v9RkX2mQ7tLpZ4wN8sBd1cFh6jYg3aEu' }))
    expect(isKnownBrowser(openRequest(pair).event, maya)).toBe(false)
  })
})
