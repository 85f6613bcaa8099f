import { LRUCache } from 'lru-cache'
import { config } from '#server/infra/config.ts'

/** HMAC with SHA-256 (RFC 7518 3.2): this installation signs for itself alone. */
export const SIGNING_ALGORITHM = 'HS256'

/** From bytes, every token would import the key again. */
const importedKeys = new LRUCache<string, Promise<CryptoKey>>({ max: 2 })

/** What all tokens of this installation are signed with. Each kind has claims that no other has. */
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
