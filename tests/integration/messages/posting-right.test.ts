import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
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
import { createHarbor } from '../../helpers/harbor.ts'
import { until } from '../../helpers/until.ts'
import { openPaths, write, writingPaths, type Path } from './writing-paths.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

const codeOf = (action: Promise<unknown>) => action.then(() => 'done', (error: unknown) => (error as { code?: string }).code ?? String(error))

const it = accountTest
  .extend('harbor', { scope: 'file' }, ({ domain }) => createHarbor(domain))
  .extend('conversationId', async ({ harbor }) => {
    const { conversation } = await createConversation({ actor: harbor.lena, conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId] } })
    const conversationId = conversation.id
    await addParticipants({ actor: harbor.lena, conversationId, userIds: [harbor.sam.userId], role: 'admin' })
    return conversationId
  })
  .extend('restrict', ({ harbor, conversationId }) => () => updateSettings({ actor: harbor.lena, conversationId, patch: { whoPosts: 'admins' } }))
  .extend('written', ({ harbor, conversationId }) => (actor: Actor) => write(harbor, actor, conversationId))
  /** Everything that others could read, and the scheduled messages. */
  .extend('contents', ({ domain, conversationId }) => async (): Promise<unknown[]> => {
    return await Promise.all([
      domain.database.query('SELECT id, body, version, deleted_at, pinned_at FROM messages WHERE conversation_id = $1 ORDER BY seq', [conversationId]),
      domain.database.query('SELECT id, body, due_at FROM scheduled_messages WHERE conversation_id = $1', [conversationId]),
      domain.database.query('SELECT change_seq FROM conversations WHERE id = $1', [conversationId]),
    ])
  })
  .extend('waiting', ({ domain }) => async () => (await domain.database.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length)
  /** Starts an action while a change that revokes the right has locked the conversation, and returns its outcome. */
  .extend('during', ({ harbor, conversationId, written, waiting }) => async (path: Path, change: string): Promise<string> => {
    const mayas = await written(harbor.maya)
    const { outcome } = await database().$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 FROM conversations WHERE id = ${conversationId}::uuid FOR UPDATE`
      const outcome = codeOf(path(mayas))
      await until(async () => await waiting() > 0, { what: 'the waiting action' })
      if (change === 'restricted') await transaction.conversation.update({ where: { id: conversationId }, data: { settings: { whoPosts: 'admins' } } })
      else await transaction.participant.updateMany({ where: { conversationId, userId: harbor.maya.userId }, data: { leftAt: new Date() } })
      return { outcome }
    }, { timeout: 20_000 })
    return await outcome
  })

describe('the posting right in a group', () => {
  it.for(Object.entries(writingPaths))('[S-54] is needed for %s', async ([_name, path], { domain, harbor, restrict, written, contents }) => {
    const [mayas, sams] = [await written(harbor.maya), await written(harbor.sam)]
    await restrict()
    const before = await contents()
    domain.published()
    await expect(path(mayas)).rejects.toMatchObject({ code: 'posting_restricted', status: 403 })
    expect(await contents()).toEqual(before)
    expect(domain.published().filter(({ to }) => 'conversation' in to)).toEqual([])
    await expect(path(sams)).resolves.toBeDefined()
  })

  it.for(Object.entries(openPaths))('[S-54] is not needed for %s', async ([_name, path], { harbor, restrict, written }) => {
    const mayas = await written(harbor.maya)
    await restrict()
    expect(await codeOf(path(mayas))).toBe('done')
  })

  it('[S-54] is checked when a scheduled message falls due', async ({ domain, harbor, restrict, written }) => {
    const { scheduled } = await written(harbor.maya)
    await restrict()
    await sendDue({ now: new Date(Date.now() + 48 * 3_600_000) })
    const rows = await domain.database.query('SELECT state, error FROM scheduled_messages WHERE id = $1', [scheduled.id])
    expect(rows).toEqual([{ state: 'failed', error: 'posting_restricted' }])
  })

  it.for(Object.entries(writingPaths))('[S-54] ends when the group is archived, for %s too', async ([_name, path], { harbor, conversationId, written }) => {
    const sams = await written(harbor.sam)
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(path(sams)).rejects.toMatchObject({ code: 'conversation_archived' })
  })

  it.for(Object.entries({ ...writingPaths, ...openPaths }))('[S-54] [S-18] ends when the participant is removed, for %s too', async ([_name, path], { harbor, conversationId, written }) => {
    const sams = await written(harbor.sam)
    await removeParticipant({ actor: harbor.lena, conversationId, userId: harbor.sam.userId })
    await expect(path(sams)).rejects.toMatchObject({ code: 'not_found' })
  })

  const locking = ['editing', 'restoring', 'pinning', 'unpinning']
  it.for(locking)('[S-54] [T-09] is checked again for %s after the row lock', async (name, { during }) => {
    const path = writingPaths[name] as Path
    expect(await during(path, 'restricted')).toBe('posting_restricted')
  })

  it.for([...locking, 'deleting', 'reacting', 'voting', 'removing a preview'])('[S-18] [T-09] a removal that commits first is respected by %s', async (name, { during }) => {
    expect(await during({ ...writingPaths, ...openPaths }[name] as Path, 'removed')).toBe('not_found')
  })

  it('[S-54] is decided the same in SQL and in TypeScript', async ({ domain }) => {
    for (const role of ['member', 'admin', 'owner'] satisfies ParticipantRole[]) {
      for (const settings of [{}, { whoPosts: 'everyone' }, { whoPosts: 'admins' }, { whoPosts: null }]) {
        const [row] = await domain.database.query<{ allowed: boolean }>(`SELECT ${mayPostSql('$1::text', '$2::jsonb')} AS allowed`, [role, JSON.stringify(settings)])
        const subject = { participantRole: role, conversationType: 'group' as const, settings: settings as Pick<ConversationSettings, 'whoPosts' | 'whoInvites'> }
        expect([role, settings, row?.allowed]).toEqual([role, settings, can(subject, 'conversation:send')])
      }
    }
  })
})
