import { LRUCache } from 'lru-cache'
import { config } from '#server/infra/config.ts'

/** HMAC with SHA-256 (RFC 7518 3.2): only this installation verifies its tokens. */
export const SIGNING_ALGORITHM = 'HS256'

/** Caches imported keys: jose would import a key of bytes again for every token. */
const importedKeys = new LRUCache<string, Promise<CryptoKey>>({ max: 2 })

/** The secret that signs all tokens. Each kind of token has claims that no other kind has. */
export function signingSecret(): string {
  const { JWT_SECRET } = config()
  if (!JWT_SECRET) throw new Error('JWT_SECRET is not set')
  return JWT_SECRET
}

export function signingKey(secret = signingSecret()): Promise<CryptoKey> {
  const known = importedKeys.get(secret)
  if (known) return known
  const key = crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
  importedKeys.set(secret, key)
  return key
}
