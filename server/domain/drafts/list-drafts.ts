import type { Draft } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { toDraft } from './to-draft.ts'

/** The actor's drafts in all conversations and threads, without empty ones. */
export async function listDrafts({ actor }: { actor: Actor }): Promise<Draft[]> {
  authorize(actor, 'account:own')
  const rows = await database().draft.findMany({ where: { userId: actor.userId, body: { not: '' } }, orderBy: { placeId: 'asc' } })
  return rows.map(toDraft)
}
