import { EventEmitter } from 'node:events'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { config, loadConfig } from '#server/infra/config.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import type { RateLimiters } from '#server/infra/rate-limiters.ts'
import { createRateLimiters, rateLimiters } from '#server/infra/rate-limiters.ts'
import { allowHandshake } from '#server/websocket/allow-handshake.ts'
import type { ClientEventHandlers } from '#server/websocket/handlers/client-event.ts'
import { handleClientEvents } from '#server/websocket/handlers/client-event.ts'
import type { RealtimeSocket } from '#server/websocket/socket-types.ts'

const limits = createRateLimiters({ redis: undefined, factor: 1 })
const broken = { consume: () => Promise.reject(new Error('password of the counters')) } as unknown as RateLimiters['connect']

/** A socket of Maya that a test sends events on. The handler of `typing:start` throws. */
function openSocket() {
  let listener: (...call: unknown[]) => void = () => undefined
  const socket = Object.assign(new EventEmitter(), { connected: true, data: { userId: 'maya' }, onAny: (added: typeof listener) => listener = added })
  const handlers = { 'typing:start': { handle: () => Promise.reject(new Error('password of the database')) } }
  handleClientEvents(socket as unknown as RealtimeSocket, handlers as unknown as ClientEventHandlers)
  return { send: (...call: unknown[]) => listener(...call) }
}

describe('internal errors of sockets', () => {
  const log = vi.fn()
  beforeEach(() => {
    config.set(loadConfig({ JWT_SECRET: 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s' }))
    logger.set(Object.assign(createLogger('silent'), { error: log }))
    rateLimiters.set(limits)
    log.mockClear()
  })
  afterEach(() => [config, logger, rateLimiters].forEach(resource => resource.clear()))

  it('[R-086] acknowledges a failed client event with `internal` only, and logs the error', async () => {
    const { send } = openSocket()
    const acknowledge = vi.fn()
    send('typing:start', { conversationId: '0199c000-0000-7000-8000-000000000011' }, acknowledge)
    await vi.waitFor(() => expect(acknowledge).toHaveBeenCalledExactlyOnceWith({ ok: false, error: { code: 'internal' } }))
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ event: 'typing:start', err: expect.objectContaining({ message: 'password of the database' }) }), expect.any(String))
  })

  it('[R-086] logs the error of a client event without acknowledgement', async () => {
    const { send } = openSocket()
    send('typing:start', { conversationId: '0199c000-0000-7000-8000-000000000011' })
    await vi.waitFor(() => expect(log).toHaveBeenCalledOnce())
  })

  it('[S-38] refuses a handshake that cannot be counted', async () => {
    rateLimiters.set({ ...limits, connect: broken })
    const request = new IncomingMessage(new Socket())
    request.headers = { authorization: 'Bearer a.b.c', host: 'parley.example' }
    const decide = vi.fn()
    allowHandshake(request, decide)
    await vi.waitFor(() => expect(decide).toHaveBeenCalledExactlyOnceWith('internal', false))
    expect(log).toHaveBeenCalledOnce()
  })

  it('[S-38] counts a handshake for the client address in X-Forwarded-For, also with repeated headers', async () => {
    config.set(loadConfig({ JWT_SECRET: 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s', TRUSTED_PROXIES: '127.0.0.1' }))
    const consume = vi.fn(async () => undefined)
    rateLimiters.set({ ...limits, connect: { consume } as unknown as RateLimiters['connect'] })
    const request = new IncomingMessage(Object.defineProperty(new Socket(), 'remoteAddress', { value: '127.0.0.1' }))
    Object.assign(request, { headers: { 'authorization': 'Bearer a.b.c', 'x-forwarded-for': ['198.51.100.1', '203.0.113.9'] } })
    const decide = vi.fn()
    allowHandshake(request, decide)
    await vi.waitFor(() => expect(decide).toHaveBeenCalledExactlyOnceWith(null, true))
    expect(consume).toHaveBeenCalledExactlyOnceWith('203.0.113.9')
  })
})
