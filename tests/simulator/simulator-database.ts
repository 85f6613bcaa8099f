import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { messageJson } from '#server/domain/read-model/message-json.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { TestDomain } from '../helpers/domain.ts'
import type { ModelServerOptions } from './model-server.ts'

export type SimulatorDatabase = Awaited<ReturnType<typeof createSimulatorDatabase>>

const PROJECT = '0199c000-0000-7000-8000-000000000099'

/** What a backup holds: everything that talk changes. In the order of their references. */
const TABLES = ['conversations', 'participants', 'messages', 'message_revisions', 'reactions', 'thread_followers', 'polls', 'poll_options', 'poll_votes'] as const

/** An empty world in a database: people, and groups without a message. What no route does is done in SQL here. */
export async function createSimulatorDatabase({ database: { query }, actorFor }: TestDomain, conversations: ModelServerOptions['conversations']) {
  const actors = new Map<string, Promise<Actor>>()
  await query('TRUNCATE users, projects, conversations, participants, messages, sessions CASCADE')
  for (const userId of new Set(conversations.flatMap(({ userIds }) => userIds))) {
    await query('INSERT INTO users (id, email, name, updated_at) VALUES ($1, $2, $2, now())', [userId, `${userId}@example.com`])
    actors.set(userId, actorFor(userId))
  }
  await query(`INSERT INTO projects (id, name, slug, updated_at) VALUES ($1, 'Maya''s bakery', 'bakery', now())`, [PROJECT])
  await query('INSERT INTO project_members (project_id, user_id, role) SELECT $1, id, \'team\' FROM users', [PROJECT])
  for (const { id, title, userIds } of conversations) {
    await query(`INSERT INTO conversations (id, type, project_id, title) VALUES ($1, 'group', $2, $3)`, [id, PROJECT, title])
    await query(`INSERT INTO participants (conversation_id, user_id, role)
      SELECT $1, person, CASE position WHEN 1 THEN 'owner' ELSE 'member' END::participant_role
      FROM unnest($2::uuid[]) WITH ORDINALITY AS named (person, position)`, [id, userIds])
  }
  for (const table of TABLES) await query(`DROP TABLE IF EXISTS backup_${table}`)

  async function backUp(): Promise<void> {
    for (const table of TABLES) {
      await query(`DROP TABLE IF EXISTS backup_${table}`)
      await query(`CREATE TABLE backup_${table} AS TABLE ${table}`)
    }
  }

  /** As after `pg_restore`, and with the new epoch that an operator then gives. */
  async function restore(): Promise<void> {
    await query(`TRUNCATE ${TABLES.join(', ')} CASCADE`)
    for (const table of TABLES) await query(`INSERT INTO ${table} SELECT * FROM backup_${table}`)
    await query('UPDATE installation SET epoch = gen_random_uuid()')
  }

  /** An owner of the group; undefined when all owners have left. */
  async function ownerOf(conversationId: string): Promise<Actor | undefined> {
    const [owner] = await query<{ userId: string }>(`
      SELECT user_id AS "userId" FROM participants
      WHERE conversation_id = $1 AND role = 'owner' AND left_at IS NULL ORDER BY user_id LIMIT 1`, [conversationId])
    return owner && await actorOf(owner.userId)
  }

  async function members(): Promise<[string, string[]][]> {
    const rows = await query<{ id: string, userIds: string[] }>(`
      SELECT c.id, array_remove(array_agg(p.user_id::text), NULL) AS "userIds"
      FROM conversations c LEFT JOIN participants p ON p.conversation_id = c.id AND p.left_at IS NULL GROUP BY c.id`)
    return rows.map(({ id, userIds }) => [id, userIds])
  }

  async function actorOf(userId: string): Promise<Actor> {
    const actor = await actors.get(userId)
    if (!actor) throw new Error(`Nobody is called ${userId}`)
    return { ...actor, permissionChecked: false }
  }

  return {
    backUp, restore, ownerOf, members, actorOf,
    heads: () => query<{ conversationId: string, changeSeq: number }>('SELECT id AS "conversationId", change_seq AS "changeSeq" FROM conversations'),
    messages: async () => {
      const rows = await database().$queryRaw<{ message: Message }[]>`SELECT ${messageJson} AS message FROM messages m ORDER BY m.conversation_id, m.seq`
      return rows.map(({ message }) => message)
    },
  }
}
