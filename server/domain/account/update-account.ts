import type { Account } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { toAccount } from '#server/domain/read-model/to-account.ts'

/** Updates the given fields of the actor's own profile. */
export async function updateAccount({ actor, name, about }: { actor: Actor, name?: string | undefined, about?: string | undefined }): Promise<Account> {
  authorize(actor, 'account:own')
  const data = { ...(name !== undefined && { name }), ...(about !== undefined && { about }) }
  return toAccount(await database().user.update({ where: { id: actor.userId }, data }))
}
