import type { User } from '#generated/client.ts'
import { preferences } from '#shared/contracts/account.ts'
import type { Account } from '#shared/types.ts'

/** A user as only they see themselves. What preferences do not say has its default. */
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
