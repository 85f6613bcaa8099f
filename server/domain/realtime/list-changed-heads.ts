import { database } from '#server/infra/postgres/database.ts'

/** The latest log positions of a conversation. */
export interface ChangedHead {
  conversationId: string
  changeSeq: number
}

/** Conversations that changed within the last `within` milliseconds. Reads one index, which `clock_timestamp()` could not use. */
export async function listChangedHeads({ within }: { within: number }): Promise<ChangedHead[]> {
  return await database().$queryRaw<ChangedHead[]>`
    SELECT id AS "conversationId", change_seq AS "changeSeq"
    FROM conversations
    WHERE changed_at > now() - make_interval(secs => ${within / 1_000})`
}
