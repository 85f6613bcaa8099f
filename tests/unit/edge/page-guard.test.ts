import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { rateLimits } from '#shared/limits.ts'
import { UNKNOWN_ADDRESS } from '#shared/unknown-address.ts'
import { createRateLimiters, rateLimiters } from '#server/infra/rate-limiters.ts'
import { createPageGuard } from '#server/utils/page-guard.ts'

type Rendered = { statusCode?: number, body?: string, headers?: Record<string, string> }

const page = { statusCode: 200, body: 'a page' }

describe('rendering pages', () => {
  let guard = createPageGuard()
  beforeEach(() => {
    guard = createPageGuard()
    rateLimiters.set(createRateLimiters({ redis: undefined, factor: 1 }))
  })
  afterEach(() => rateLimiters.clear())

  /** Asks for a page as Nitro does: the hook first, then what it made of the rendering. */
  async function ask(url: string, { render = async () => page as Rendered, address = '203.0.113.7', headers = {}, isError = false }: {
    render?: () => Promise<Rendered>
    address?: string
    headers?: Record<string, string>
    /** Nuxt asks for the page of an error by itself. */
    isError?: boolean
  } = {}) {
    const message = Object.assign(new IncomingMessage(new Socket()), { method: 'GET', url, headers, ...(isError && { __unenv__: {} }) })
    const event = createEvent(message, new ServerResponse(message))
    event.context.address = address
    const context: Parameters<typeof guard>[0] = { event, render }
    await guard(context)
    return { event, answer: async () => (context.response ?? await context.render(event)) as Rendered }
  }
  const answerTo = async (...asked: Parameters<typeof ask>) => await (await ask(...asked)).answer()

  it.each(['/', '/login', '/nowhere', '/c/019a?message=1.png', '/invite/eyJhbGciOi.eyJqdGkiOi.Jf3-dkA9sLw2Qm7Zx0Vb1Nc4Rt6Yu8Io5Pa_Ee2Dd1', '/favicon.ico'])('[S-38] %s is a page', async (url) => {
    expect(await answerTo(url)).toEqual(page)
  })

  it.each(['/favicon-x.png', '/wp-login.php', '/robots.txt?x=1', '/.env', '/.git/config', '/x/.well-known/y', '/_nuxt/x', '/a.JS'])('[S-38] %s is a file that is not there, and nothing is rendered for it', async (url) => {
    const render = vi.fn()
    expect(await answerTo(url, { render })).toMatchObject({ statusCode: 404, body: 'Not Found\n' })
    expect(await answerTo(`/__nuxt_error?statusCode=404&url=${encodeURIComponent(url)}`, { render, isError: true })).toMatchObject({ statusCode: 404, body: 'Not Found\n' })
    expect(render).not.toHaveBeenCalled()
  })

  it('[S-38] failures that the app has a page for get one, others are answered plainly', async () => {
    for (const status of [404, 500, 503]) expect(await answerTo(`/__nuxt_error?statusCode=${status}&url=/c/019a`, { isError: true })).toEqual(page)
    for (const [status, text] of [[413, 'Payload Too Large'], [400, 'Bad Request'], ['x', 'Internal Server Error']]) {
      expect((await answerTo(`/__nuxt_error?statusCode=${status}&url=/c/019a`, { isError: true })).body).toBe(`${text}\n`)
    }
  })

  it('[S-38] are limited by address, in words that a person understands, before anything is rendered', async () => {
    for (const _ of Array.from({ length: rateLimits.page.points })) await answerTo('/login')
    const render = vi.fn()
    const refusal = await answerTo('/login', { render, headers: { 'accept-language': 'de-CH' } })
    expect(refusal).toMatchObject({ statusCode: 429, body: expect.stringContaining('<html lang="de">') })
    expect(Number(refusal.headers?.['retry-after'])).toBeGreaterThan(0)
    expect(render).not.toHaveBeenCalled()
    expect((await answerTo('/login', { render, headers: { 'accept-language': 'fr' } })).body).toContain('Reload this page')
    expect(await answerTo('/login', { address: '198.51.100.1' })).toEqual(page)
    // The page of an error is part of the request that failed.
    expect(await answerTo('/__nuxt_error?statusCode=404&url=/c/019a', { isError: true })).toEqual(page)
    expect(await answerTo('/__nuxt_error?statusCode=404&url=/c/019a')).toMatchObject({ statusCode: 429 })
  })

  it('[S-48] are not limited for people behind a proxy that hides them', async () => {
    for (const _ of Array.from({ length: rateLimits.page.points + 1 })) expect(await answerTo('/login', { address: UNKNOWN_ADDRESS })).toEqual(page)
  })

  it('[S-38] take turns, a few at a time, and let everything else in between', async () => {
    const seen = { running: 0, most: 0, turns: 0 }
    const render = async () => {
      seen.most = Math.max(seen.most, seen.running += 1)
      await Promise.resolve()
      seen.running -= 1
      return page
    }
    const all = Promise.all(Array.from({ length: 60 }, (_, index) => answerTo('/login', { render, address: `198.51.100.${index}` })))
    const whole = all.then(() => 'done' as const)
    const nextTurn = () => new Promise<'turn'>(resolve => setImmediate(() => resolve('turn')))
    while (await Promise.race([whole, nextTurn()]) === 'turn') seen.turns += 1
    expect(await all).toHaveLength(60)
    expect(seen.most).toBeLessThanOrEqual(4)
    expect(seen.turns).toBeGreaterThanOrEqual(60 / 4)
  })

  it('[S-38] beyond what can wait are refused at once, and those who left are not rendered', async () => {
    let letGo = () => {}
    const held = new Promise<Rendered>(resolve => letGo = () => resolve(page))
    const rendering = vi.fn(() => held)
    const asked = await Promise.all(Array.from({ length: 205 }, () => ask('/login', { render: rendering, address: UNKNOWN_ADDRESS })))
    const answers = asked.map(({ answer }) => answer())
    expect(await answers.at(-1)).toMatchObject({ statusCode: 503, headers: { 'retry-after': '5' } })
    for (const { event } of asked.slice(4)) event.node.req.socket.destroy()
    letGo()
    const settled = await Promise.all(answers)
    expect(settled.filter(({ statusCode }) => statusCode === 200)).toHaveLength(4)
    expect(rendering).toHaveBeenCalledTimes(4)
  })

  it('[R-157] what fails while it is rendered is nobody else\'s failure', async () => {
    await expect(answerTo('/login', { render: () => Promise.reject(new Error('broken')) })).rejects.toThrow('broken')
    rateLimiters.clear()
    await expect(answerTo('/login')).rejects.toThrow(/is not set/)
  })
})
