import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { can } from '#shared/permissions.ts'
import type { ConversationSettings, ParticipantRole } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { mayPostSql } from '#server/domain/access/may-post.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { addParticipants } from '#server/domain/participants/add-participants.ts'
import { removeParticipant } from '#server/domain/participants/remove-participant.ts'
import { sendDue } from '#server/domain/scheduled/send-due.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { database } from '#server/infra/postgres/database.ts'
import { openAccountDomain, type AccountDomain } from '../../helpers/account-domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { until } from '../../helpers/until.ts'
import { openPaths, write, writingPaths, type Path } from './writing-paths.ts'

describe('the right to write in a group', () => {
  let domain: AccountDomain
  let harbor: Harbor
  let conversationId: string

  beforeAll(async () => {
    domain = await openAccountDomain()
    harbor = await createHarbor(domain)
  })
  afterAll(() => domain.close())
  /** Lena owns the group, Sam is an admin and Maya a member of it. */
  beforeEach(async () => {
    const { conversation } = await createConversation({ actor: harbor.lena, conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId] } })
    conversationId = conversation.id
    await addParticipants({ actor: harbor.lena, conversationId, userIds: [harbor.sam.userId], role: 'admin' })
  })

  const restrict = () => updateSettings({ actor: harbor.lena, conversationId, patch: { whoPosts: 'admins' } })
  const written = (actor: Actor) => write(harbor, actor, conversationId)
  const codeOf = (doing: Promise<unknown>) => doing.then(() => 'done', (error: unknown) => (error as { code?: string }).code ?? String(error))

  /** Everything that others could read, and what waits to be sent. */
  async function contents(): Promise<unknown[]> {
    return await Promise.all([
      domain.database.query('SELECT id, body, version, deleted_at, pinned_at FROM messages WHERE conversation_id = $1 ORDER BY seq', [conversationId]),
      domain.database.query('SELECT id, body, due_at FROM scheduled_messages WHERE conversation_id = $1', [conversationId]),
      domain.database.query('SELECT change_seq FROM conversations WHERE id = $1', [conversationId]),
    ])
  }

  it.each(Object.entries(writingPaths))('[S-54] is needed for %s', async (_name, path) => {
    const [mayas, sams] = [await written(harbor.maya), await written(harbor.sam)]
    await restrict()
    const before = await contents()
    domain.published()
    await expect(path(mayas)).rejects.toMatchObject({ code: 'posting_restricted', status: 403 })
    expect(await contents()).toEqual(before)
    expect(domain.published().filter(({ to }) => 'conversation' in to)).toEqual([])
    await expect(path(sams)).resolves.toBeDefined()
  })

  it.each(Object.entries(openPaths))('[S-54] is not needed for %s', async (_name, path) => {
    const mayas = await written(harbor.maya)
    await restrict()
    expect(await codeOf(path(mayas))).toBe('done')
  })

  it('[S-54] is asked when a scheduled message falls due', async () => {
    const { scheduled } = await written(harbor.maya)
    await restrict()
    await sendDue({ now: new Date(Date.now() + 48 * 3_600_000) })
    const rows = await domain.database.query('SELECT state, error FROM scheduled_messages WHERE id = $1', [scheduled.id])
    expect(rows).toEqual([{ state: 'failed', error: 'posting_restricted' }])
  })

  it.each(Object.entries(writingPaths))('[S-54] ends with the archive, for %s too', async (_name, path) => {
    const sams = await written(harbor.sam)
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(path(sams)).rejects.toMatchObject({ code: 'conversation_archived' })
  })

  it.each(Object.entries({ ...writingPaths, ...openPaths }))('[S-54] [S-18] ends with the removal, for %s too', async (_name, path) => {
    const sams = await written(harbor.sam)
    await removeParticipant({ actor: harbor.lena, conversationId, userId: harbor.sam.userId })
    await expect(path(sams)).rejects.toMatchObject({ code: 'not_found' })
  })

  const waiting = async () => (await domain.database.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length

  /** Starts a path while the conversation is locked by a change that takes the right away, and returns its outcome. */
  async function during(path: Path, takeAway: string): Promise<string> {
    const mayas = await written(harbor.maya)
    const { outcome } = await database().$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 FROM conversations WHERE id = ${conversationId}::uuid FOR UPDATE`
      const outcome = codeOf(path(mayas))
      await until(async () => await waiting() > 0, { what: 'the one who writes' })
      if (takeAway === 'restricted') await transaction.conversation.update({ where: { id: conversationId }, data: { settings: { whoPosts: 'admins' } } })
      else await transaction.participant.updateMany({ where: { conversationId, userId: harbor.maya.userId }, data: { leftAt: new Date() } })
      return { outcome }
    }, { timeout: 20_000 })
    return await outcome
  }

  const locking = ['editing', 'restoring', 'pinning', 'releasing a pin']
  it.each(locking)('[S-54] [T-09] is asked again once %s gets its turn', async (name) => {
    const path = writingPaths[name] as Path
    expect(await during(path, 'restricted')).toBe('posting_restricted')
  })

  it.each([...locking, 'deleting', 'reacting', 'voting', 'taking a preview away'])('[S-18] [T-09] a removal that comes first is found by %s', async (name) => {
    expect(await during({ ...writingPaths, ...openPaths }[name] as Path, 'removed')).toBe('not_found')
  })

  it('[S-54] is one rule: SQL and TypeScript decide alike', async () => {
    for (const role of ['member', 'admin', 'owner'] satisfies ParticipantRole[]) {
      for (const settings of [{}, { whoPosts: 'everyone' }, { whoPosts: 'admins' }, { whoPosts: null }]) {
        const [row] = await domain.database.query<{ allowed: boolean }>(`SELECT ${mayPostSql('$1::text', '$2::jsonb')} AS allowed`, [role, JSON.stringify(settings)])
        const subject = { participantRole: role, conversationType: 'group' as const, settings: settings as Pick<ConversationSettings, 'whoPosts' | 'whoInvites'> }
        expect([role, settings, row?.allowed]).toEqual([role, settings, can(subject, 'conversation:send')])
      }
    }
  })
})
