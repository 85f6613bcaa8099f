import type { User } from '#generated/client.ts'
import type { PresenceStatus, UserSummary } from '#shared/types.ts'
import { presenceOf } from '#server/domain/presence.ts'

/** The columns of a user that others may see. Email address and password hash are not read. */
export const summaryColumns = { id: true, name: true, about: true, lastSeenAt: true } as const

export type SummaryRow = Pick<User, keyof typeof summaryColumns>

/** Users as others see them, with their presence. */
export async function toUserSummaries(users: readonly SummaryRow[]): Promise<UserSummary[]> {
  const presence = await presenceOf(users.map(user => user.id))
  return users.map(user => toUserSummary(user, presence))
}

/** The same for one user whose presence was read before. */
export function toUserSummary({ id, name, about, lastSeenAt }: SummaryRow, presence: ReadonlyMap<string, PresenceStatus>): UserSummary {
  return { id, name, about, presence: presence.get(id) ?? 'offline', lastSeenAt: lastSeenAt?.toISOString() ?? null }
}
