import { pool } from '#server/infra/postgres/database.ts'

/** The server, its history (a restore to a moment begins another one), the database and the table. */
const FULL_PLACE = `
  SELECT concat_ws('/', system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8), oid, 'messages'::regclass::oid) AS place
  FROM pg_control_system(), pg_database WHERE datname = current_database()`

/** What everybody may ask: on one server nothing that is created anew gets the number that it had. */
const PLAIN_PLACE = `
  SELECT concat_ws('/', oid, 'messages'::regclass::oid) AS place
  FROM pg_database WHERE datname = current_database()`

/** Insufficient privilege, not supported, unknown function: some who rent databases out withhold these. */
const WITHHELD = ['42501', '0A000', '42883']

/**
 * Gives the installation a new epoch when its database is a copy that was restored elsewhere, for
 * whose clients numbers may have gone back. Of several nodes that start at once, one does it, since
 * the others wait for the row and then find its place. An installation that knows no place yet
 * learns it and keeps its epoch.
 * @returns whether the epoch is a new one
 */
export async function renewEpoch(): Promise<boolean> {
  return await moveTo(FULL_PLACE).catch((error: unknown) => {
    if (WITHHELD.includes((error as { code?: string }).code ?? '')) return moveTo(PLAIN_PLACE)
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
