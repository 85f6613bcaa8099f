import type { Actor } from '#server/domain/access/actor.ts'
import { enqueue, jobs } from '#server/domain/jobs.ts'
import { database } from '#server/infra/database.ts'
import { confirmPassword } from './confirm-password.ts'

/**
 * Asks for a new address. It counts once it is confirmed from there; until then nothing changes.
 * An address that somebody else uses gets a mail that says so, and the answer is the same.
 * @throws AppError `wrong_credentials`
 */
export async function changeEmail({ actor, password, email }: { actor: Actor, password: string, email: string }): Promise<void> {
  const user = await confirmPassword({ actor, password })
  if (user.email === email) return
  const owner = await database().user.findUnique({ where: { email }, select: { id: true } })
  const mail = owner ? { mail: 'alreadyRegistered', userId: owner.id } as const : { mail: 'confirmNewEmail', userId: user.id, to: email } as const
  await enqueue(jobs.sendAccountMail, mail, { requestId: actor.requestId })
}
