import { createHash, createHmac, randomBytes } from 'node:crypto'
import { config } from '#server/infra/config.ts'

/** A secret for one person's hands and the hash that the database keeps of it. */
export interface Secret {
  /** 32 bytes that nobody can guess, in base64url: 43 characters. */
  secret: string
  hash: Uint8Array<ArrayBuffer>
}

export function createSecret(): Secret {
  const secret = randomBytes(32).toString('base64url')
  return { secret, hash: hashSecret(secret) }
}

/**
 * The secret that replaces another one: the same each time, on every node, so that it can be handed
 * out again when the answer with it was lost. Nobody finds it without the key of the installation.
 */
export function successorOf(secret: string): Secret {
  const { JWT_SECRET } = config()
  if (!JWT_SECRET) throw new Error('JWT_SECRET is not set')
  const next = createHmac('sha256', JWT_SECRET).update(`refresh token after ${secret}`).digest('base64url')
  return { secret: next, hash: hashSecret(next) }
}

/** SHA-256 without salt or stretching is enough: nobody guesses 256 random bits. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}
