import type { z } from 'zod'
import type { updatePreferences as contract } from '#shared/contracts/account.ts'
import type { Account } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { eventPublisher } from '#server/domain/events.ts'
import { database } from '#server/infra/postgres/database.ts'
import { readAccount } from './read-account.ts'

type Changes = z.output<typeof contract.body>

/** Updates the given preferences. The database merges them, so concurrent changes of different preferences are all kept. */
export async function updatePreferences({ actor, changes }: { actor: Actor, changes: Changes }): Promise<Account> {
  authorize(actor, 'account:own')
  await database().$executeRaw`
    UPDATE users SET preferences = preferences || ${JSON.stringify(changes)}::jsonb, updated_at = now()
    WHERE id = ${actor.userId}::uuid`
  if (changes.readReceipts !== undefined) eventPublisher().showReceipts(actor.userId, changes.readReceipts)
  return await readAccount({ actor })
}
