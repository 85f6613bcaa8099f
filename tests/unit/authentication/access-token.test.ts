import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { signAccessToken, verifyAccessToken } from '#server/domain/authentication/access-token.ts'
import { config, loadConfig } from '#server/infra/config.ts'

const SECRET = 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s'
const claims = { userId: '0193f1f0-0000-7000-8000-000000000001', sessionId: '0193f1f0-0000-7000-8000-000000000002' }

describe('access tokens', () => {
  beforeAll(() => config.set(loadConfig({ JWT_SECRET: SECRET })))
  afterAll(() => config.clear())

  it('[R-007] carry the person and the session, and nothing else', async () => {
    const token = await signAccessToken(claims)
    expect(await verifyAccessToken(token)).toEqual(claims)
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
    expect(Object.keys(payload).sort()).toEqual(['exp', 'iat', 'sid', 'sub'])
    expect(Number(payload.exp) - Number(payload.iat)).toBe(900)
  })

  it('[R-007] end after a quarter of an hour', async () => {
    vi.useFakeTimers()
    const token = await signAccessToken(claims)
    vi.advanceTimersByTime(899_000)
    expect(await verifyAccessToken(token)).toEqual(claims)
    vi.advanceTimersByTime(2_000)
    expect(await verifyAccessToken(token)).toBeUndefined()
    vi.useRealTimers()
  })

  it('[R-007] [R-011] count only when we signed them, with our algorithm', async () => {
    const sign = (secret: string, alg: string) => new SignJWT({ sid: claims.sessionId })
      .setProtectedHeader({ alg }).setSubject(claims.userId).setExpirationTime('5m').sign(new TextEncoder().encode(secret))
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await signAccessToken(claims)).split('.')[1]}.`
    const forged = [await sign(`${SECRET}x`, 'HS256'), await sign(SECRET.repeat(2), 'HS512'), unsigned, 'nonsense', '']
    for (const token of forged) expect(await verifyAccessToken(token), token).toBeUndefined()
  })

  it('[R-007] without a session or an end are refused', async () => {
    const key = new TextEncoder().encode(SECRET)
    const endless = await new SignJWT({ sid: claims.sessionId }).setProtectedHeader({ alg: 'HS256' }).setSubject(claims.userId).sign(key)
    const sessionless = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject(claims.userId).setExpirationTime('5m').sign(key)
    expect(await verifyAccessToken(endless)).toBeUndefined()
    expect(await verifyAccessToken(sessionless)).toBeUndefined()
  })
})
