import type { User } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import type { Account } from '#shared/types.ts'
import { database } from '#server/infra/postgres/database.ts'
import { hashArgon2 } from '#server/infra/argon2.ts'
import { checkPassword } from './password.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import type { Tokens } from './start-session.ts'
import { startSession } from './start-session.ts'
import { toAccount } from '#server/domain/read-model/to-account.ts'

interface Login {
  email: string
  password: string
  userAgent: string
  address: string
}

/**
 * Starts a session after checking the password. An unknown address, a closed account and a wrong
 * password give the same error after the same time.
 * @throws AppError `wrong_credentials`
 */
export async function login({ email, password, userAgent, address }: Login): Promise<{ tokens: Tokens, account: Account }> {
  const user = await database().user.findUnique({ where: { email, deactivatedAt: null, deletedAt: null } })
  const { matches, outdated } = await checkPassword(password, user?.passwordHash)
  if (!user || !matches) {
    await recordAudit({ actorId: user?.id, action: 'session.failed', address })
    throw new AppError('wrong_credentials')
  }
  if (outdated) await renewHash(user, password)
  const tokens = await startSession({ userId: user.id, userAgent, address })
  await recordAudit({ actorId: user.id, action: 'session.started', subject: tokens.sessionId, address })
  return { tokens, account: toAccount(user) }
}

/** Replaces an outdated hash while the password is known, unless the password has changed meanwhile. */
async function renewHash({ id, passwordHash }: User, password: string): Promise<void> {
  await database().user.updateMany({ where: { id, passwordHash }, data: { passwordHash: await hashArgon2(password) } })
}
