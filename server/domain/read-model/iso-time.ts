import { Prisma } from '#generated/client.ts'

/** A time as ISO 8601 in UTC with milliseconds, as the API sends it. */
export const isoTime = (column: Prisma.Sql) =>
  Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
