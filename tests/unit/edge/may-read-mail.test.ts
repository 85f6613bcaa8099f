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
  config.set(loadConfig(env))
  const message = new IncomingMessage(Object.defineProperty(new Socket(), 'remoteAddress', { value: from }))
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
  ])('[S-30] are not shown in production to %s', (_, asked) => {
    expect(ask(production)).toBe(true)
    expect(ask(production, asked)).toBe(false)
  })

  it('[S-30] are not shown where an operator has a database, or a mail server, be it in development', () => {
    expect(ask({ ...production, DATABASE_URL: 'postgresql://db/parley' })).toBe(false)
    expect(ask({ ...production, SMTP_URL: 'smtp://mail.example:587' })).toBe(false)
    expect(ask({ JWT_SECRET, NODE_ENV: 'development', SMTP_URL: 'smtp://mail.example:587' })).toBe(false)
    expect(ask({ JWT_SECRET, NODE_ENV: 'development' }, { from: '192.168.1.7' })).toBe(true)
  })
})
