import { pool } from '#server/infra/postgres/database.ts'

/** Identifies the server, its timeline (a point-in-time restore starts a new one), the database and the table. */
const FULL_IDENTITY = `
  SELECT concat_ws('/', system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8), oid, 'messages'::regclass::oid) AS place
  FROM pg_control_system(), pg_database WHERE datname = current_database()`

/** Needs no special privilege. On one server, a recreated database or table gets another oid. */
const PLAIN_IDENTITY = `
  SELECT concat_ws('/', oid, 'messages'::regclass::oid) AS place
  FROM pg_database WHERE datname = current_database()`

/** Insufficient privilege, not supported, unknown function: some database hosts do not offer these functions. */
const UNAVAILABLE = ['42501', '0A000', '42883']

/**
 * Starts a new epoch if the database was restored elsewhere, since log positions may have moved back.
 * If several nodes start at once, one of them does it: the others wait for the row and find it updated.
 * An installation without a stored identity stores it and keeps its epoch.
 * @returns whether a new epoch was started
 */
export async function renewEpoch(): Promise<boolean> {
  return await moveTo(FULL_IDENTITY).catch((error: unknown) => {
    if (UNAVAILABLE.includes((error as { code?: string }).code ?? '')) return moveTo(PLAIN_IDENTITY)
    throw error
  })
}

async function moveTo(here: string): Promise<boolean> {
  const { rows: [row] } = await pool().query<{ isCopy: boolean }>(`
    WITH here AS MATERIALIZED (${here}), before AS MATERIALIZED (SELECT place FROM installation)
    UPDATE installation i
    SET epoch = CASE WHEN i.place IS NULL THEN i.epoch ELSE gen_random_uuid() END, place = here.place
    FROM here WHERE i.place IS DISTINCT FROM here.place
    RETURNING (SELECT place IS NOT NULL FROM before) AS "isCopy"`)
  return row?.isCopy ?? false
}
