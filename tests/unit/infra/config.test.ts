import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '#server/infra/config.ts'
import { makeVapidKeys } from '#server/infra/vapid-keys.ts'

const DATABASE_URL = 'postgresql://parley:harbor@db.internal:5432/parley'
const JWT_SECRET = 'v9RkX2mQ7tLpZ4wN8sBd1cFh6jYg3aEu'
const { vapidPublicKey, vapidPrivateKey } = makeVapidKeys()

describe('the configuration', () => {
  it('[M-01] needs no variable at all', () => {
    expect(loadConfig({})).toMatchObject({ PORT: 3000, MAX_FILE_SIZE: 10_485_760, SOCKET_IO_PATH: '/socket.io' })
  })

  it('[R-188] has every variable in the example, and no other', () => {
    const namesIn = (file: string, line: RegExp) => [...readFileSync(file, 'utf8').matchAll(line)].map(([, name]) => name).sort()
    expect(namesIn('.env.example', /^([A-Z_]+)=$/gm)).toEqual(namesIn('server/infra/config.ts', /^ {2}([A-Z_]+): /gm))
  })

  it('[R-188] reads lists, numbers and switches', () => {
    const read = loadConfig({ ALLOWED_FILE_TYPES: 'pdf, png', MAX_FILE_SIZE: '1000', FEATURE_MESSAGING_ENABLED: 'false', TRUSTED_PROXIES: '10.0.0.0/8,::1' })
    expect(read).toMatchObject({ ALLOWED_FILE_TYPES: ['pdf', 'png'], MAX_FILE_SIZE: 1000, FEATURE_MESSAGING_ENABLED: false, TRUSTED_PROXIES: ['10.0.0.0/8', '::1'] })
  })

  it.each([
    [{}, '127.0.0.1'],
    [{ DATABASE_URL, JWT_SECRET }, '0.0.0.0'],
    [{ HOST: '192.0.2.1' }, '192.0.2.1'],
    [{ DATABASE_URL, JWT_SECRET, HOST: '::1' }, '::1'],
  ])('[S-52] with %j listens on %s', (env, address) => {
    expect(loadConfig(env).HOST).toBe(address)
  })

  it('[R-188] takes an empty variable for an unset one', () => {
    expect(loadConfig({ DATABASE_URL: '', PORT: '' })).toEqual(loadConfig({}))
  })

  it.each([
    ['PORT', 'seaside'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://db/parley'],
    ['DATABASE_REPLICA_URL', 'replica'],
    ['REDIS_URL', 'http://cache:6379'],
    ['SOCKET_IO_PATH', 'sockets'],
    ['SOCKET_IO_CORS_ORIGIN', '*'],
    ['MAX_FILE_SIZE', '-1'],
    ['FEATURE_MESSAGING_ENABLED', 'perhaps'],
    ['MESSAGING_ROLLOUT_PERCENTAGE', '120'],
    ['SMTP_URL', 'mail.example.org'],
    ['PUBLIC_URL', 'harbor.example'],
    ['LOG_LEVEL', 'chatty'],
    ['TRUSTED_PROXIES', 'nginx'],
  ])('[R-188] stops at a wrong %s, names it and does not repeat %s', (variable, value) => {
    const start = () => loadConfig({ [variable]: value })
    expect(start).toThrow(new RegExp(`^The configuration is wrong: [^\n]*${variable} needs [^\n]+\\.$`))
    expect(start).not.toThrow(value)
  })

  it('[R-188] names every wrong variable in one sentence', () => {
    expect(() => loadConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT .*; LOG_LEVEL /)
  })
})

describe('secrets from the environment', () => {
  it('[S-42] has none by default for nodes that share a database', () => {
    expect(() => loadConfig({ DATABASE_URL })).toThrow(/JWT_SECRET is missing/)
    expect(loadConfig({ DATABASE_URL, JWT_SECRET }).JWT_SECRET).toBe(JWT_SECRET)
  })

  it.each([
    ['short', 'x7Kq2'],
    ['a known example', 'change-me-change-me-change-me-change-me'],
    ['one letter', 'a'.repeat(40)],
    ['a placeholder of a manual', 'your-secret-key-goes-here-0123456789'],
  ])('[S-42] refuses a JWT_SECRET that is %s', (_, value) => {
    expect(() => loadConfig({ JWT_SECRET: value })).toThrow(/JWT_SECRET/)
  })

  it('wants VAPID keys as a pair', () => {
    expect(() => loadConfig({ VAPID_PUBLIC_KEY: vapidPublicKey })).toThrow(/VAPID_PRIVATE_KEY is missing/)
    expect(() => loadConfig({ VAPID_PRIVATE_KEY: vapidPrivateKey })).toThrow(/VAPID_PUBLIC_KEY is missing/)
    expect(() => loadConfig({ VAPID_PUBLIC_KEY: makeVapidKeys().vapidPublicKey, VAPID_PRIVATE_KEY: vapidPrivateKey })).toThrow(/does not match/)
    expect(loadConfig({ VAPID_PUBLIC_KEY: vapidPublicKey, VAPID_PRIVATE_KEY: vapidPrivateKey }).VAPID_PUBLIC_KEY).toBe(vapidPublicKey)
  })

  it('takes no words for keys', () => {
    expect(() => loadConfig({ VAPID_PUBLIC_KEY: 'the tide', VAPID_PRIVATE_KEY: 'comes in' })).toThrow(/does not match/)
  })

  it.each(['mailto:admin@localhost', 'mailto:admin@studio.local', 'mailto:admin@127.0.0.1', 'https://localhost:3000', 'mailto:nobody', 'harbor'])(
    '[T-12] refuses %s as VAPID_SUBJECT', (value) => {
      expect(() => loadConfig({ VAPID_SUBJECT: value })).toThrow(/VAPID_SUBJECT/)
    })

  it.each(['mailto:admin@harbor.example', 'https://harbor.example/contact'])('[T-12] takes %s', (value) => {
    expect(loadConfig({ VAPID_SUBJECT: value }).VAPID_SUBJECT).toBe(value)
  })
})
