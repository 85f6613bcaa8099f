import type { Prisma, User } from '#generated/client.ts'
import { hashArgon2 } from '#server/infra/argon2.ts'
import type { PlatformRole } from '#shared/types.ts'
import { createRandom, type Random } from './random.ts'

/** An account to create. */
export interface PersonStory {
  name: string
  email: string
  about?: string
  locale?: string
  platformRole?: PlatformRole
  /** Whether the e-mail address is not confirmed yet. */
  unverified?: boolean
}

export interface PeopleOptions {
  /** The password of all accounts. It is hashed once, because a hash takes 20 ms. */
  password: string
  /** Whether removing the demo deletes them. */
  isDemo?: boolean
  /** Time of registration. */
  createdAt?: Date
  random?: Random
}

/** Creates accounts that can sign in. Returns them by the keys of their stories. */
export async function createPeople<Key extends string>(
  database: Prisma.TransactionClient,
  stories: Readonly<Record<Key, PersonStory>>,
  { password, isDemo = false, createdAt = new Date(), random = createRandom(1) }: PeopleOptions,
): Promise<Record<Key, User>> {
  const passwordHash = await hashArgon2(password)
  const keys = Object.keys(stories) as Key[]
  const users = await database.user.createManyAndReturn({
    data: keys.map(key => ({ ...toRow(stories[key], createdAt), isDemo, id: random.id(createdAt), passwordHash })),
  })
  const byEmail = new Map(users.map(user => [user.email, user]))
  return Object.fromEntries(keys.map(key => [key, byEmail.get(stories[key].email)])) as Record<Key, User>
}

function toRow({ name, email, about = '', locale, platformRole = 'member', unverified = false }: PersonStory, createdAt: Date) {
  return { name, email, about, locale: locale ?? null, platformRole, createdAt, lastSeenAt: createdAt, emailVerifiedAt: unverified ? null : createdAt }
}
