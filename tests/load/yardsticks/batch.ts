import { openDatabase } from './database.ts'
import { sequenceTables } from './sequence-table.ts'
import type { Sent, Stored } from './serve.ts'
import { serve } from './serve.ts'

// Yardstick "batch": seq, where all that arrives while a statement runs goes together into the
// next one (group commit). It shows that the promises can be cheaper than insert under load.
const pool = await openDatabase(sequenceTables)

const statement = {
  name: 'batch',
  text: `
    WITH sent AS (
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS s (id, room, author, body, place)
      WHERE NOT EXISTS (SELECT FROM messages m WHERE m.id = s.id)
    ), counted AS (
      INSERT INTO rooms AS r (id, last_seq) SELECT room, COUNT(*) FROM sent GROUP BY room ORDER BY room
      ON CONFLICT (id) DO UPDATE SET last_seq = r.last_seq + excluded.last_seq
      RETURNING id, last_seq
    ), numbered AS (
      SELECT s.*, c.last_seq - COUNT(*) OVER (PARTITION BY s.room) + ROW_NUMBER() OVER (PARTITION BY s.room ORDER BY s.place) AS seq
      FROM sent s JOIN counted c ON c.id = s.room
    )
    INSERT INTO messages (id, room, author, body, seq)
    SELECT id, room, author, body, seq FROM numbered ORDER BY room, seq
    RETURNING id, room, author, body, seq, created_at`,
}

interface Waiting {
  message: Sent
  resolve: (stored: Stored | undefined) => void
  reject: (error: unknown) => void
}

const state: { waiting: Waiting[], running: boolean } = { waiting: [], running: false }

serve(message => new Promise<Stored | undefined>((resolve, reject) => {
  state.waiting.push({ message, resolve, reject })
  void flush()
}))

async function flush(): Promise<void> {
  if (state.running || state.waiting.length === 0) return
  const batch = state.waiting.splice(0)
  state.running = true
  try {
    const stored = await storeAll(batch.map(({ message }) => message))
    for (const { message, resolve } of batch) resolve(stored.get(message.id))
  }
  catch (error) {
    for (const { reject } of batch) reject(error)
  }
  state.running = false
  await flush()
}

async function storeAll(messages: Sent[]): Promise<Map<string, Stored>> {
  const columns = (['id', 'room', 'author', 'body'] as const).map(column => messages.map(message => message[column]))
  const { rows } = await pool.query<Stored & { created_at: Date }>({ ...statement, values: columns })
  return new Map(rows.map(({ created_at: createdAt, ...row }) => [row.id, { ...row, createdAt: createdAt.toISOString() }]))
}
