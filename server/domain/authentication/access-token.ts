import { errors, jwtVerify, SignJWT } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Claims } from '#server/domain/access/actor.ts'
import { ACCESS_TOKEN_SECONDS } from './lifetimes.ts'
import { SIGNING_ALGORITHM, signingKey, signingSecret } from './signing-key.ts'

/** Verified tokens in the cache: about one for each active user of a node. */
const CACHE_SIZE = 10_000

/** Claims of a token whose signature by `secret` is valid. `endsAt` is in milliseconds since the epoch. */
interface Verified extends Claims {
  secret: string
  endsAt: number
}

const verifiedTokens = new LRUCache<string, Verified>({ max: CACHE_SIZE })

/** Signs a short-lived access token for a session (JWT, RFC 7519). */
export async function signAccessToken({ userId, sessionId }: Claims): Promise<string> {
  return await new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM })
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
    .sign(await signingKey())
}

/**
 * Returns the claims of a valid, unexpired access token, else `undefined`. Does not query the database.
 * Verified signatures are cached: verifying took a seventh of the time of a send.
 */
export async function verifyAccessToken(token: string): Promise<Claims | undefined> {
  const current = signingSecret()
  const known = verifiedTokens.get(token)
  const verified = known?.secret === current ? known : await verify(token, current)
  if (!verified || verified.endsAt <= Date.now()) return undefined
  verifiedTokens.set(token, verified)
  return { userId: verified.userId, sessionId: verified.sessionId }
}

async function verify(token: string, current: string): Promise<Verified | undefined> {
  try {
    const { payload: { sub, sid, exp } } = await jwtVerify(token, await signingKey(current), { algorithms: [SIGNING_ALGORITHM], requiredClaims: ['sub', 'sid', 'exp'] })
    return typeof sid === 'string' && sub && exp ? { userId: sub, sessionId: sid, secret: current, endsAt: exp * 1_000 } : undefined
  }
  catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}
