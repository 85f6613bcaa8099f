import { createHash, createHmac, randomBytes } from 'node:crypto'
import { config } from '#server/infra/config.ts'

/** A secret for its recipient, and the hash that the database stores. */
export interface Secret {
  /** 32 random bytes in base64url: 43 characters. */
  secret: string
  hash: Uint8Array<ArrayBuffer>
}

export function createSecret(): Secret {
  const secret = randomBytes(32).toString('base64url')
  return { secret, hash: hashSecret(secret) }
}

/**
 * Derives the secret that replaces another one. It is the same each time and on every node, so that
 * it can be sent again after a lost response. It cannot be derived without `JWT_SECRET`.
 */
export function deriveNextSecret(secret: string): Secret {
  const { JWT_SECRET } = config()
  if (!JWT_SECRET) throw new Error('JWT_SECRET is not set')
  const next = createHmac('sha256', JWT_SECRET).update(`refresh token after ${secret}`).digest('base64url')
  return { secret: next, hash: hashSecret(next) }
}

/** SHA-256 without salt or stretching is enough for 256 random bits. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}
