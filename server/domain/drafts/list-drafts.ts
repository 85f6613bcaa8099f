import type { Draft } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { toDraft } from './to-draft.ts'

/** What the actor began to write, in all conversations and threads; an empty draft is none. */
export async function listDrafts({ actor }: { actor: Actor }): Promise<Draft[]> {
  authorize(actor, 'account:own')
  const rows = await database().draft.findMany({ where: { userId: actor.userId, body: { not: '' } }, orderBy: { placeId: 'asc' } })
  return rows.map(toDraft)
}
