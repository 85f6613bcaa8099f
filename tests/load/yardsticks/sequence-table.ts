/** Rooms that count and messages that carry the number, as the yardsticks "seq" and "batch" need them. */
export const sequenceTables = `
  CREATE TABLE IF NOT EXISTS rooms (id text PRIMARY KEY, last_seq integer NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS messages (
    id uuid PRIMARY KEY,
    room text NOT NULL REFERENCES rooms,
    author text NOT NULL,
    body text NOT NULL,
    seq integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (room, seq)
  )`
