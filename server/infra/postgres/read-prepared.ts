import { createHash } from 'node:crypto'
import type { Prisma } from '#generated/client.ts'
import { pool } from './database.ts'

/**
 * Runs a frequent statement as a prepared statement: each connection keeps its plan, and Prisma is
 * not involved. This takes half the time of `$queryRaw`. Values are those of the PostgreSQL driver:
 * JSON is parsed, times are `Date`.
 */
export async function readPrepared<Row extends object>(statement: Prisma.Sql): Promise<Row[]> {
  const { text, values } = statement
  const { rows } = await pool().query<Row>({ name: nameOf(text), text, values })
  return rows
}

/** A name derived from the text, the same on every node. */
function nameOf(text: string): string {
  return createHash('sha1').update(text).digest('base64url')
}
