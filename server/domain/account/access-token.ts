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
    .sign(signingKey())
}

/** The claims of a token that we signed and that has not ended; else `undefined`. Asks no database. */
export async function verifyAccessToken(token: string): Promise<Claims | undefined> {
  try {
    const { payload } = await jwtVerify(token, signingKey(), { algorithms: [ALGORITHM], requiredClaims: ['sub', 'sid', 'exp'] })
    return typeof payload.sid === 'string' && payload.sub ? { userId: payload.sub, sessionId: payload.sid } : undefined
  }
  catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

function signingKey(): Uint8Array {
  const { JWT_SECRET } = config()
  if (!JWT_SECRET) throw new Error('JWT_SECRET is not set')
  return new TextEncoder().encode(JWT_SECRET)
}
