import type { Account } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { toAccount } from '#server/domain/read-model/to-account.ts'

/** Reads the actor's own account. */
export async function readAccount({ actor }: { actor: Actor }): Promise<Account> {
  authorize(actor, 'account:own')
  return toAccount(await database().user.findUniqueOrThrow({ where: { id: actor.userId } }))
}
