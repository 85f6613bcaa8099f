import { openDatabase } from './database.ts'
import { serve } from './serve.ts'

// Yardstick "insert": bare plus one INSERT … RETURNING before the message is sent and
// acknowledged. What nobody who stores messages can beat per message.
const pool = await openDatabase(`
  CREATE TABLE IF NOT EXISTS messages (
    id uuid PRIMARY KEY,
    room text NOT NULL,
    author text NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`)

const statement = {
  name: 'insert',
  text: 'INSERT INTO messages (id, room, author, body) VALUES ($1, $2, $3, $4) RETURNING created_at',
}

serve(async ({ id, room, author, body }) => {
  const { rows: [row] } = await pool.query<{ created_at: Date }>({ ...statement, values: [id, room, author, body] })
  if (!row) throw new Error('Nothing was inserted')
  return { id, room, author, body, createdAt: row.created_at.toISOString() }
})
