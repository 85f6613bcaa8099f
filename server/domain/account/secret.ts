import { createHash, randomBytes } from 'node:crypto'

/** A secret for one person's hands and the hash that the database keeps of it. */
export interface Secret {
  /** 32 random bytes in base64url: 43 characters. */
  secret: string
  hash: Uint8Array<ArrayBuffer>
}

export function createSecret(): Secret {
  const secret = randomBytes(32).toString('base64url')
  return { secret, hash: hashSecret(secret) }
}

/** SHA-256 without salt or stretching is enough: nobody guesses 256 random bits. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}
