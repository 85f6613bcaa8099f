import { errors, jwtVerify, SignJWT } from 'jose'
import type { Claims } from '#server/domain/access/actor.ts'
import { config } from '#server/infra/config.ts'
import { ACCESS_TOKEN_SECONDS } from './lifetimes.ts'

const ALGORITHM = 'HS256'

/** Signs the short-lived proof that a session was good a moment ago (RFC 7519). */
export async function signAccessToken({ userId, sessionId }: Claims): Promise<string> {
  return await new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: ALGORITHM })
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
    .sign(await signingKey())
}

/** The claims of a token that we signed and that has not ended; else `undefined`. Asks no database. */
export async function verifyAccessToken(token: string): Promise<Claims | undefined> {
  try {
    const { payload } = await jwtVerify(token, await signingKey(), { algorithms: [ALGORITHM], requiredClaims: ['sub', 'sid', 'exp'] })
    return typeof payload.sid === 'string' && payload.sub ? { userId: payload.sub, sessionId: payload.sid } : undefined
  }
  catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

const imported = new Map<string, Promise<CryptoKey>>()

/** The key of `JWT_SECRET`, imported once: from bytes, every token would import it again. */
function signingKey(): Promise<CryptoKey> {
  const { JWT_SECRET } = config()
  if (!JWT_SECRET) throw new Error('JWT_SECRET is not set')
  const known = imported.get(JWT_SECRET)
  if (known) return known
  const key = crypto.subtle.importKey('raw', new TextEncoder().encode(JWT_SECRET), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
  imported.set(JWT_SECRET, key)
  return key
}
