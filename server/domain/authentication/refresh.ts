import type { Account } from '#shared/types.ts'
import { database } from '#server/infra/postgres/database.ts'
import { refreshSession } from './refresh-session.ts'
import type { Tokens } from './start-session.ts'
import { toAccount } from '#server/domain/read-model/to-account.ts'

/**
 * Renews the tokens of a client and returns them with the current account.
 * @throws AppError `unauthenticated`, `session_revoked`, `too_many_requests`
 */
export async function refresh({ refreshToken, address }: { refreshToken: string, address: string }): Promise<{ tokens: Tokens, account: Account }> {
  const tokens = await refreshSession({ refreshToken, address })
  const user = await database().user.findUniqueOrThrow({ where: { id: tokens.userId } })
  return { tokens, account: toAccount(user) }
}
