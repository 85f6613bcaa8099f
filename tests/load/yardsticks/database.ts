import { Pool } from 'pg'

/** Connections of a yardstick's pool: node-postgres' own default, as the product uses. */
const CONNECTIONS = 10

/** Opens the yardstick's database, named by `DATABASE_URL`, and creates what it stores into. */
export async function openDatabase(schema: string): Promise<Pool> {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS })
  await pool.query(schema)
  return pool
}
