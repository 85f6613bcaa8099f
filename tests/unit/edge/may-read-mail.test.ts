import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { config, loadConfig } from '#server/infra/config.ts'
import { mayReadMail } from '#server/utils/may-read-mail.ts'

const JWT_SECRET = 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s'
const production = { JWT_SECRET, NODE_ENV: 'production' }

/** Asks for the mails from an address, with the given headers. */
function ask(env: Record<string, string>, { from = '127.0.0.1', ...headers }: Record<string, string> = {}): boolean {
  // A pipe has no address.
  config.set(loadConfig(env))
  const message = new IncomingMessage(Object.defineProperty(new Socket(), 'remoteAddress', { value: from === 'a pipe' ? undefined : from }))
  Object.assign(message, { method: 'GET', url: '/dev/mail', headers: { host: 'localhost:3000', ...headers } })
  return mayReadMail(createEvent(message, new ServerResponse(message)))
}

describe('mails on disk, which open accounts', () => {
  afterEach(() => config.clear())

  it.each([
    ['localhost', '127.0.0.1', 'localhost:3000'],
    ['its IPv4 address', '::ffff:127.0.0.1', '127.0.0.1:3000'],
    ['its IPv6 address', '::1', '[::1]:3000'],
  ])('[E-15] are shown to whoever runs the app, on that machine, by %s', (_, from, host) => {
    expect(ask(production, { from, host })).toBe(true)
  })

  it.each<[string, Record<string, string>]>([
    ['another machine', { from: '192.168.1.7' }],
    ['another machine that says it is this one', { from: '192.168.1.7', host: '127.0.0.1' }],
    ['a page that points a name of its own here', { host: 'evil.example:3000' }],
    ['a name that only begins like this machine', { host: '127.0.0.1.evil.example' }],
    ['no name at all', { host: '' }],
    ['a name that is none', { host: '[' }],
    ...['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'].map(name => [`a proxy (${name})`, { [name]: '127.0.0.1' }] satisfies [string, Record<string, string>]),
  ])('[S-30] are shown neither in production, nor where nobody said what it is, to %s', (_, asked) => {
    for (const env of [production, { JWT_SECRET }]) {
      expect(ask(env)).toBe(true)
      expect(ask(env, asked)).toBe(false)
    }
  })

  it('[S-41] are not shown with an operator\'s database, unless it is said to be for development', () => {
    const DATABASE_URL = 'postgresql://db/parley'
    expect(ask({ JWT_SECRET, DATABASE_URL })).toBe(false)
    expect(ask({ JWT_SECRET, DATABASE_URL, NODE_ENV: 'staging' })).toBe(false)
    expect(ask({ JWT_SECRET, DATABASE_URL, NODE_ENV: 'development' })).toBe(true)
    expect(ask({ JWT_SECRET, DATABASE_URL, NODE_ENV: 'test' })).toBe(true)
  })

  it('[S-41] are shown in development to this machine alone, through the pipe of its server', () => {
    const development = { JWT_SECRET, NODE_ENV: 'development' }
    expect(ask(development, { 'from': 'a pipe', 'x-forwarded-for': '127.0.0.1' })).toBe(true)
    expect(ask(development, { 'from': 'a pipe', 'x-forwarded-for': '192.168.1.7' })).toBe(false)
    expect(ask(development, { 'from': 'a pipe', 'x-forwarded-for': '127.0.0.1, 192.168.1.7' })).toBe(false)
    expect(ask(development, { from: '192.168.1.7' })).toBe(false)
    expect(ask(development, { host: 'evil.example:3000' })).toBe(false)
    expect(ask(development, { via: 'proxy' })).toBe(false)
  })

  it('[S-30] are not shown where an operator has a database, or a mail server, be it in development', () => {
    expect(ask({ ...production, DATABASE_URL: 'postgresql://db/parley' })).toBe(false)
    expect(ask({ ...production, SMTP_URL: 'smtp://mail.example:587' })).toBe(false)
    expect(ask({ JWT_SECRET, NODE_ENV: 'development', SMTP_URL: 'smtp://mail.example:587' })).toBe(false)
  })
})
