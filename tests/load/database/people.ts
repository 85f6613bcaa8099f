import { SignJWT } from 'jose'
import { v7 as uuidv7 } from 'uuid'
import type { Person, RoomPlan } from '../plan.ts'
import { withClient } from './cluster.ts'

interface Crowd {
  databaseUrl: string
  /** The server's own secret: tokens made here are as good as those of a sign-in. */
  jwtSecret: string
  rooms: number
  membersPerRoom: number
}

/** Tokens outlast every run; those of a sign-in would have to be renewed in the middle of one. */
const TOKEN_LIFETIME = '6h'

/**
 * Fills an empty database with people who work in one project and talk in groups: users with a
 * session each, written straight into the tables, because five thousand sign-ins would take
 * minutes by design (argon2id).
 */
export async function createCrowd({ databaseUrl, jwtSecret, rooms, membersPerRoom }: Crowd): Promise<RoomPlan[]> {
  const plans = Array.from({ length: rooms }, () => ({
    id: uuidv7(),
    members: Array.from({ length: membersPerRoom }, () => ({ userId: uuidv7(), sessionId: uuidv7() })),
  }))
  const people = plans.flatMap(room => room.members.map(member => ({ ...member, roomId: room.id })))
  await withClient(databaseUrl, async (client) => {
    const projectId = uuidv7()
    const [userIds, sessionIds, roomIds] = (['userId', 'sessionId', 'roomId'] as const).map(key => people.map(person => person[key]))
    await client.query('BEGIN')
    await client.query('INSERT INTO projects (id, name, slug, updated_at) VALUES ($1, $2, $3, now())', [projectId, 'Harbor', `harbor-${projectId}`])
    await client.query(`
      INSERT INTO users (id, email, name, email_verified_at, updated_at)
      SELECT id, 'person-' || id || '@harbor.example', 'Person ' || place, now(), now()
      FROM unnest($1::uuid[]) WITH ORDINALITY AS person (id, place)`, [userIds])
    await client.query(`
      INSERT INTO sessions (id, user_id, user_agent, expires_at)
      SELECT id, user_id, 'load', now() + INTERVAL '1 day' FROM unnest($1::uuid[], $2::uuid[]) AS session (id, user_id)`, [sessionIds, userIds])
    await client.query('INSERT INTO project_members (project_id, user_id, role) SELECT $1, id, \'team\' FROM unnest($2::uuid[]) AS person (id)', [projectId, userIds])
    await client.query(`
      INSERT INTO conversations (id, type, project_id, title)
      SELECT id, 'group', $1, 'Room ' || place FROM unnest($2::uuid[]) WITH ORDINALITY AS room (id, place)`, [projectId, plans.map(room => room.id)])
    await client.query('INSERT INTO participants (conversation_id, user_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])', [roomIds, userIds])
    await client.query('COMMIT')
    // Not the empty tables: PostgreSQL would take it from then on that they stay so.
    await client.query('ANALYZE users, sessions, project_members, conversations, participants')
  })
  return await Promise.all(plans.map(async ({ id, members }) => ({ id, members: await Promise.all(members.map(member => signIn(member, jwtSecret))) })))
}

/** A token as the sign-in makes it. */
export async function signIn({ userId, sessionId }: { userId: string, sessionId: string }, jwtSecret: string): Promise<Person> {
  const token = await new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(TOKEN_LIFETIME)
    .sign(new TextEncoder().encode(jwtSecret))
  return { userId, token }
}
