import { openDatabase } from './database.ts'
import { sequenceTables } from './sequence-table.ts'
import { serve } from './serve.ts'

// Yardstick "seq": insert with an idempotent id and a number per room without gaps, in one
// statement. What the promises of a messenger that loses nothing cost at the least.
const pool = await openDatabase(sequenceTables)

const statement = {
  name: 'seq',
  text: `
    WITH existing AS (
      SELECT seq, created_at FROM messages WHERE id = $1
    ), place AS (
      INSERT INTO rooms AS r (id, last_seq) SELECT $2, 1 WHERE NOT EXISTS (SELECT FROM existing)
      ON CONFLICT (id) DO UPDATE SET last_seq = r.last_seq + 1
      RETURNING last_seq
    ), created AS (
      INSERT INTO messages (id, room, author, body, seq)
      SELECT $1, $2, $3, $4, last_seq FROM place
      RETURNING seq, created_at
    )
    SELECT seq, created_at, TRUE AS created FROM created
    UNION ALL SELECT seq, created_at, FALSE FROM existing`,
}

interface Row {
  seq: number
  created_at: Date
  created: boolean
}

serve(async ({ id, room, author, body }) => {
  const { rows: [row] } = await pool.query<Row>({ ...statement, values: [id, room, author, body] })
  if (!row) throw new Error('Nothing was stored')
  return row.created ? { id, room, author, body, seq: row.seq, createdAt: row.created_at.toISOString() } : undefined
})
