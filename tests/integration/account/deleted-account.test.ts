import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { deleteAccount } from '#server/domain/account/delete-account.ts'
import { remindDue } from '#server/domain/reminders/remind-due.ts'
import { setReminder } from '#server/domain/reminders/set-reminder.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { saveDraft } from '#server/domain/drafts/save-draft.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { claimScheduled } from '#server/domain/scheduled/claim-scheduled.ts'
import { deliverScheduled } from '#server/domain/scheduled/deliver-scheduled.ts'
import { scheduleMessage } from '#server/domain/scheduled/schedule-message.ts'
import { sendDue } from '#server/domain/scheduled/send-due.ts'
import { Prisma } from '#generated/client.ts'
import { hashArgon2 } from '#server/infra/argon2.ts'
import { createHarbor } from '../../helpers/harbor.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

const password = 'fourteen tables'
const HOUR = 3_600_000

const inHours = (hours: number) => new Date(Date.now() + hours * HOUR)

/** Sends the scheduled messages and reminders of the next two days. */
async function sendAllDue(): Promise<void> {
  await Promise.all([sendDue({ now: inHours(48) }), remindDue({ now: inHours(48) })])
}

const it = accountTest
  /** Maya has a draft, a scheduled message and a reminder in three conversations: direct, group and self. */
  .extend('harbor', async ({ domain }) => {
    const harbor = await createHarbor(domain)
    await domain.database.query('UPDATE users SET password_hash = $1', [await hashArgon2(password)])
    const conversations = await Promise.all([
      createConversation({ actor: harbor.sam, conversation: { type: 'direct', userId: harbor.maya.userId } }),
      createConversation({ actor: harbor.lena, conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId, harbor.sam.userId] } }),
      createConversation({ actor: harbor.maya, conversation: { type: 'self' } }),
    ])
    for (const { conversation: { id: conversationId } } of conversations) {
      await saveDraft({ actor: harbor.maya, conversationId, body: 'Dear Sam', age: 0 })
      await scheduleMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'Good morning', dueAt: inHours(24).toISOString() })
      const { message } = await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'Which blue?' })
      await setReminder({ actor: harbor.maya, messageId: message.id, at: inHours(24).toISOString() })
    }
    domain.published()
    return harbor
  })
  .extend('messagesOfMaya', ({ domain, harbor }) => () => domain.database.query<{ body: string }>('SELECT body FROM messages WHERE author_id = $1', [harbor.maya.userId]))

describe('drafts and scheduled messages of a deleted account', () => {
  it('[R-003] [E-05] [E-09] are deleted and never sent', async ({ domain, harbor, messagesOfMaya }) => {
    await deleteAccount({ actor: harbor.maya, password })
    domain.published()
    const [left] = await domain.database.query(`
      SELECT (SELECT COUNT(*)::int FROM drafts WHERE user_id = $1) AS drafts,
        (SELECT COUNT(*)::int FROM scheduled_messages WHERE author_id = $1) AS scheduled,
        (SELECT COUNT(*)::int FROM bookmarks WHERE user_id = $1) AS reminders`, [harbor.maya.userId])
    expect(left).toEqual({ drafts: 0, scheduled: 0, reminders: 0 })
    await sendAllDue()
    expect(domain.published()).toEqual([])
    expect(await messagesOfMaya()).toEqual(Array.from({ length: 3 }, () => ({ body: 'Which blue?' })))
  })

  it('[R-003] [E-09] are not sent if they fell due just before the deletion', async ({ harbor, messagesOfMaya }) => {
    const claimed = await claimScheduled({ now: inHours(48), limit: 3, where: Prisma.sql`author_id = ${harbor.maya.userId}::uuid` })
    await deleteAccount({ actor: harbor.maya, password })
    for (const one of claimed) await expect(deliverScheduled({ claimed: one, requestId: 'test' })).rejects.toMatchObject({ code: 'unauthenticated' })
    expect([claimed.length, (await messagesOfMaya()).length]).toEqual([3, 3])
  })

  it('[R-003] [E-09] are sent if the account is not deleted', async ({ domain, messagesOfMaya }) => {
    await sendAllDue()
    expect(await messagesOfMaya()).toHaveLength(6)
    expect(domain.published().filter(({ name }) => name === 'notification:created')).toHaveLength(3)
  })
})
