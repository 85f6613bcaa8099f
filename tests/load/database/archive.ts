import { v7 as uuidv7 } from 'uuid'
import type { Person } from '../plan.ts'
import { withClient } from './cluster.ts'
import { signIn } from './people.ts'

interface ArchiveOptions {
  databaseUrl: string
  jwtSecret: string
  messages: number
}

/** A studio with a past: who works there, and in which conversations. */
export interface Archive {
  people: (Person & { conversationIds: string[] })[]
  messagesPerConversation: number
}

const PEOPLE = 100
const CONVERSATIONS = 200
/** Every person takes part in 20 conversations. */
const PARTICIPANTS = 10
/** Messages behind which the slowest reader is. */
const UNREAD_MAX = 50

/** Fills an empty database with a long history, spread evenly over its conversations. */
export async function createArchive({ databaseUrl, jwtSecret, messages }: ArchiveOptions): Promise<Archive> {
  const members = Array.from({ length: PEOPLE }, () => ({ userId: uuidv7(), sessionId: uuidv7() }))
  const conversationIds = Array.from({ length: CONVERSATIONS }, () => uuidv7())
  const messagesPerConversation = Math.floor(messages / CONVERSATIONS)
  await withClient(databaseUrl, async (client) => {
    const values = [uuidv7(), members.map(member => member.userId), members.map(member => member.sessionId), conversationIds]
    await client.query('BEGIN')
    for (const statement of statements(messagesPerConversation)) await client.query({ text: `${INPUT} ${statement}`, values })
    await client.query('COMMIT')
    await client.query('VACUUM ANALYZE')
  })
  const people = await Promise.all(members.map(async (member, place) => ({
    ...await signIn(member, jwtSecret),
    conversationIds: conversationIds.filter((_id, conversation) => isParticipant(place, conversation)),
  })))
  return { people, messagesPerConversation }
}

/** Conversation 0 has the people 0 to 9, the next one 10 to 19 and so on, round and round. */
function isParticipant(person: number, conversation: number): boolean {
  return (person - conversation * PARTICIPANTS % PEOPLE + PEOPLE) % PEOPLE < PARTICIPANTS
}

/** Gives every statement the same four values as tables, so that each may use what it needs. */
const INPUT = `
  WITH project AS (SELECT $1::uuid AS id),
  person AS (SELECT id, session_id, place - 1 AS place FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS p (id, session_id, place)),
  conversation AS (SELECT id, place - 1 AS place FROM unnest($4::uuid[]) WITH ORDINALITY AS c (id, place)),
  participant AS (
    SELECT c.id AS conversation_id, p.id AS user_id, p.place - c.place * ${PARTICIPANTS} % ${PEOPLE} AS number
    FROM conversation c JOIN person p ON (p.place - c.place * ${PARTICIPANTS} % ${PEOPLE} + ${PEOPLE}) % ${PEOPLE} < ${PARTICIPANTS}
  )`

function statements(length: number): string[] {
  return [
    'INSERT INTO projects (id, name, slug, updated_at) SELECT id, \'Harbor\', \'harbor-\' || id, now() FROM project',
    `INSERT INTO users (id, email, name, email_verified_at, updated_at)
      SELECT id, 'person-' || id || '@harbor.example', 'Person ' || place, now(), now() FROM person`,
    'INSERT INTO sessions (id, user_id, user_agent, expires_at) SELECT session_id, id, \'load\', now() + INTERVAL \'1 day\' FROM person',
    'INSERT INTO project_members (project_id, user_id, role) SELECT project.id, person.id, \'team\' FROM project, person',
    `INSERT INTO conversations (id, type, project_id, title, last_seq, change_seq, last_message_at)
      SELECT c.id, 'group', p.id, 'Room ' || c.place, ${length}, ${length}, now() - c.place * INTERVAL '1 minute' FROM conversation c, project p`,
    `INSERT INTO participants (conversation_id, user_id, last_read_seq)
      SELECT conversation_id, user_id, greatest(0, ${length} - floor(random() * ${UNREAD_MAX})::int) FROM participant`,
    `INSERT INTO messages (id, conversation_id, author_id, seq, change_seq, body, created_at)
      SELECT gen_random_uuid(), p.conversation_id, p.user_id, seq, seq, 'Message ' || seq || ' about the header, the footer and the call on Thursday.',
        now() - (${length} - seq) * INTERVAL '1 minute'
      FROM generate_series(1, ${length}) AS seq JOIN participant p ON (p.number + ${PEOPLE}) % ${PEOPLE} = seq % ${PARTICIPANTS}`,
  ]
}
