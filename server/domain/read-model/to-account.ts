import type { User } from '#generated/client.ts'
import { preferences } from '#shared/contracts/account.ts'
import type { Account } from '#shared/types.ts'

/** The account as shown to its user. Missing preferences get their defaults. */
export function toAccount(user: User): Account {
  return {
    id: user.id,
    email: user.email,
    emailVerified: user.emailVerifiedAt !== null,
    name: user.name,
    about: user.about,
    platformRole: user.platformRole,
    preferences: preferences.parse(user.preferences),
    createdAt: user.createdAt.toISOString(),
  }
}
