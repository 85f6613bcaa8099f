import { errors, jwtVerify, SignJWT } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Claims } from '#server/domain/access/actor.ts'
import type { Config } from '#server/infra/config.ts'
import { config } from '#server/infra/config.ts'
import { ACCESS_TOKEN_SECONDS } from './lifetimes.ts'

const ALGORITHM = 'HS256'

/** Tokens that are remembered as verified: about everybody who is active on one node. */
const REMEMBERED = 10_000

/** Claims of a token whose signature was found good, until it ends (milliseconds since the epoch). */
interface Verified extends Claims {
  endsAt: number
}

/** What checking tokens of one secret needs. */
interface Verifier {
  key: Promise<CryptoKey>
  verified: LRUCache<string, Verified>
}

const verifiers = new WeakMap<Config, Verifier>()

/** Signs the short-lived proof that a session was good a moment ago (RFC 7519). */
export async function signAccessToken({ userId, sessionId }: Claims): Promise<string> {
  return await new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: ALGORITHM })
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
    .sign(await verifier().key)
}

/**
 * The claims of a token that we signed and that has not ended; else `undefined`. Asks no database.
 * A signature does not change, so it is checked once a token: that was a seventh of a send.
 */
export async function verifyAccessToken(token: string): Promise<Claims | undefined> {
  const { key, verified } = verifier()
  const known = verified.get(token) ?? await verify(token, await key)
  if (!known || known.endsAt <= Date.now()) return undefined
  verified.set(token, known)
  return { userId: known.userId, sessionId: known.sessionId }
}

async function verify(token: string, key: CryptoKey): Promise<Verified | undefined> {
  try {
    const { payload: { sub, sid, exp } } = await jwtVerify(token, key, { algorithms: [ALGORITHM], requiredClaims: ['sub', 'sid', 'exp'] })
    return typeof sid === 'string' && sub && exp ? { userId: sub, sessionId: sid, endsAt: exp * 1_000 } : undefined
  }
  catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

/** Made once a configuration: from bytes, every token would import the key again. */
function verifier(): Verifier {
  const current = config()
  const known = verifiers.get(current)
  if (known) return known
  if (!current.JWT_SECRET) throw new Error('JWT_SECRET is not set')
  const bytes = new TextEncoder().encode(current.JWT_SECRET)
  const key = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
  const made = { key, verified: new LRUCache<string, Verified>({ max: REMEMBERED }) }
  verifiers.set(current, made)
  return made
}
