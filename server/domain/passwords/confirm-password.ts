import type { User } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { checkPassword } from '#server/domain/authentication/password.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'

/**
 * Checks the password again before a sensitive action, which an unattended screen must not allow (ASVS 7.5.1).
 * @throws AppError `wrong_credentials`
 */
export async function confirmPassword({ actor, password }: { actor: Actor, password: string }): Promise<User> {
  authorize(actor, 'account:own')
  const user = await database().user.findUniqueOrThrow({ where: { id: actor.userId } })
  const { matches } = await checkPassword(password, user.passwordHash)
  if (!matches) {
    await recordAudit({ actorId: actor.userId, action: 'session.failed', subject: actor.sessionId, address: actor.address })
    throw new AppError('wrong_credentials')
  }
  return user
}
