import { database } from '#server/infra/postgres/database.ts'

/** Stores that these users were last seen at `at`. Never moves the time back. */
export async function recordLastSeen({ userIds, at }: { userIds: readonly string[], at: Date }): Promise<void> {
  await database().$executeRaw`
    UPDATE users SET last_seen_at = ${at}
    WHERE id = ANY(${userIds}::uuid[]) AND (last_seen_at IS NULL OR last_seen_at < ${at})`
}
