// `npm run snapshot [-- <migration>]`: writes a small populated world as it is after a migration,
// the newest one without a name. Every later migration is then tried on it (upgrade.test.ts).
import { writeFile } from 'node:fs/promises'
import { v7 as uuidv7 } from 'uuid'
import type { Actor } from '#server/domain/access/actor.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { createSecret } from '#server/domain/authentication/secret.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { editMessage } from '#server/domain/messages/edit-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { vote } from '#server/domain/polls/vote.ts'
import { addReaction } from '#server/domain/reactions/add-reaction.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { database } from '#server/infra/postgres/database.ts'
import seed from '../../prisma/seed.ts'
import startCluster from '../helpers/database-cluster.ts'
import type { TestDomain } from '../helpers/domain.ts'
import { openDomain } from '../helpers/domain.ts'
import { listMigrations, migrateUpTo } from '../helpers/migrated-database.ts'
import type { TestDatabase } from '../helpers/test-database.ts'
import { createDatabase, EMPTY } from '../helpers/test-database.ts'

/** Messages that are kept of each conversation of the demo world: enough to have an order. */
const KEPT = 5

/** One day for all snapshots, so that they differ in what changed only. */
const NOW = new Date('2026-11-20T12:00:00Z')

const migration = process.argv[2] ?? (await listMigrations()).at(-1) ?? ''
const stop = await startCluster()
const [domain, target] = [await openDomain(), await createDatabase(EMPTY)]
await migrateUpTo(target.url, migration)
await plant(domain)
await writeFile(`tests/snapshots/${migration}.sql`, await dump(domain.database, target))
await target.drop()
await domain.close()
await stop()

/** The demo world, cut short, and something in every table. */
async function plant({ database: { query }, actorFor }: TestDomain): Promise<void> {
  await seed(database(), NOW)
  await query('DELETE FROM messages WHERE seq > $1', [KEPT])
  await query(`UPDATE conversations SET last_seq = LEAST(last_seq, $1), change_seq = LEAST(change_seq, $1)`, [KEPT])
  await query('UPDATE participants SET last_read_seq = LEAST(last_read_seq, $1)', [KEPT])
  const [message] = await query<{ id: string, conversationId: string, authorId: string }>(`
    SELECT m.id, m.conversation_id AS "conversationId", m.author_id AS "authorId" FROM messages m
    JOIN conversations c ON c.id = m.conversation_id WHERE c.type = 'group' AND c.status = 'active' ORDER BY m.id LIMIT 1`)
  if (!message) throw new Error('The demo world has no group that anybody wrote in')
  const actor = await actorFor(message.authorId)
  await leaveCredentials(actor)
  await editMessage({ actor, messageId: message.id, version: 1, body: 'Said better the second time' })
  await addReaction({ actor, messageId: message.id, emoji: '🎉' })
  const { conversationId } = message
  await sendMessage({ actor, id: uuidv7(), conversationId, body: 'An answer in a thread', parentId: message.id })
  await askSomething(actor, conversationId)
  const { message: regretted } = await sendMessage({ actor, id: uuidv7(), conversationId, body: 'Said too early' })
  await deleteMessage({ actor, messageId: regretted.id })
  await arrangeGroup(conversationId, actorFor)
}

/** A poll with a vote in it. */
async function askSomething(actor: Actor, conversationId: string): Promise<void> {
  const poll = { multiple: false, anonymous: false, closesAt: null, options: ['Friday', 'Saturday'] }
  const { message } = await sendMessage({ actor, id: uuidv7(), conversationId, body: 'When do we open?', poll })
  await vote({ actor, messageId: message.id, options: [1] })
}

/** Its owner changes the settings and invites a person, who joins. */
async function arrangeGroup(conversationId: string, actorFor: TestDomain['actorFor']): Promise<void> {
  const { userId, conversation } = await database().participant.findFirstOrThrow({ where: { conversationId, role: 'owner' }, include: { conversation: true } })
  await updateSettings({ actor: await actorFor(userId), conversationId, patch: { topic: 'Everything about the opening', theme: 'sea' } })
  await database().invitation.create({
    data: {
      id: uuidv7(), projectId: conversation.projectId ?? '', conversationId, conversationRole: 'member', invitedById: userId,
      maxUses: 5, useCount: 1, expiresAt: new Date(NOW.getTime() + 7 * 86_400_000), uses: { create: { userId } },
    },
  })
  await database().scheduledMessage.create({ data: { id: uuidv7(), authorId: userId, conversationId, body: 'See you at the opening', dueAt: new Date('2099-01-01T09:00:00Z') } })
  await database().draft.create({ data: { userId, placeId: conversationId, conversationId, body: 'Half a thought', writtenAt: NOW } })
}

async function leaveCredentials({ userId, sessionId, address }: { userId: string, sessionId: string, address: string }): Promise<void> {
  const expiresAt = new Date(NOW.getTime() + 30 * 86_400_000)
  await database().refreshToken.create({ data: { tokenHash: createSecret().hash, sessionId, expiresAt } })
  await database().emailToken.create({ data: { tokenHash: createSecret().hash, userId, purpose: 'reset_password', email: 'jonas@harbor.example', expiresAt } })
  await recordAudit({ actorId: userId, action: 'session.started', subject: sessionId, address })
}

/** Rows of all tables that the target has, with the columns that it has there, one line a row. */
async function dump(source: TestDatabase, { query }: TestDatabase): Promise<string> {
  const tables = await query<{ name: string, columns: string[] }>(`
    SELECT table_name AS name, array_agg(column_name::text) AS columns
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'
    GROUP BY table_name ORDER BY table_name`)
  const lines = [
    `-- A small world after the migration ${migration}. Written by \`npm run snapshot\`; never changed by hand.`,
    '-- Rows come in no order of their references.',
    'SET session_replication_role = replica;',
    `TRUNCATE ${tables.map(({ name }) => `"${name}"`).join(', ')};`,
  ]
  for (const { name, columns } of tables) {
    const rows = await source.query<{ row: string }>(`
      SELECT (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(t)) WHERE key = ANY($1))::text AS row
      FROM "${name}" t ORDER BY 1`, [columns])
    for (const { row } of rows) lines.push(`INSERT INTO "${name}" SELECT * FROM jsonb_populate_record(NULL::"${name}", '${row.replaceAll('\'', '\'\'')}');`)
  }
  return [...lines, 'SET session_replication_role = DEFAULT;', ''].join('\n')
}
