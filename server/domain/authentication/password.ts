import { compare as compareBcrypt } from 'bcryptjs'
import { invalidField } from '#shared/errors.ts'
import { hashArgon2, isCurrentArgon2, verifyArgon2 } from '#server/infra/argon2.ts'
import { commonPasswords } from './common-passwords.ts'

/** A hash that matches no password, with today's cost: an unknown address takes as long as a known one (ASVS 6.3.8). */
const DUMMY_HASH = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** The result of a password check. If `outdated`, the caller should store a new hash. */
export interface PasswordCheck {
  matches: boolean
  outdated: boolean
}

/**
 * Hashes a new password.
 * @throws AppError `invalid` naming `field` with the rule `too_common`
 */
export async function hashNewPassword(password: string, field: string): Promise<string> {
  if (commonPasswords.has(password.toLowerCase())) throw invalidField(field, 'too_common')
  return await hashArgon2(password)
}

/** Checks a password against a stored hash: argon2id, or bcrypt of an imported account. */
export async function checkPassword(password: string, hash: string | null | undefined): Promise<PasswordCheck> {
  if (!hash) {
    await verifyArgon2(password, DUMMY_HASH)
    return { matches: false, outdated: false }
  }
  if (/^\$2[aby]\$/.test(hash)) return { matches: await compareBcrypt(password, hash), outdated: true }
  return { matches: await verifyArgon2(password, hash), outdated: !isCurrentArgon2(hash) }
}
