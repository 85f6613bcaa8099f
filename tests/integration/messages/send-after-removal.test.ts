import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { until } from '../../helpers/until.ts'

describe('a send that waits for the conversation', () => {
  let domain: TestDomain
  let harbor: Harbor
  let conversationId: string
  let root: string

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
  })
  afterAll(() => domain.close())
  beforeEach(async () => {
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId, harbor.sam.userId] },
    })
    conversationId = conversation.id
    root = (await send(harbor.lena)).message.id
    domain.published()
  })

  const send = (actor: Actor, extra: { parentId?: string } = {}) => sendMessage({ actor, conversationId, id: uuidv7(), body: 'On my way', ...extra })
  const outcome = (sending: Promise<{ created: boolean }>) => sending.then(({ created }) => created ? 'created' : 'found', (error: unknown) => (error as { code: string }).code)
  const waiting = async () => (await domain.database.query(
    'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = \'Lock\'')).length

  /** Sends while another transaction locks the conversation, changes it, and commits once all wait. */
  async function sendDuring(change: string, sends: () => Promise<string>[], waits = 1): Promise<string[]> {
    const { sending } = await database().$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 FROM conversations WHERE id = ${conversationId}::uuid FOR UPDATE`
      const sending = sends()
      await until(async () => await waiting() >= waits, { what: 'the one who sends' })
      await transaction.$executeRaw`UPDATE conversations SET change_seq = change_seq + 1 WHERE id = ${conversationId}::uuid`
      if (change === 'removed') await transaction.participant.updateMany({ where: { conversationId, userId: harbor.maya.userId }, data: { leftAt: new Date() } })
      if (change === 'restricted') await transaction.conversation.update({ where: { id: conversationId }, data: { settings: { whoPosts: 'admins' } } })
      if (change === 'lowered') await transaction.participant.updateMany({ where: { conversationId, userId: harbor.lena.userId }, data: { role: 'member' } })
      return { sending }
    }, { timeout: 20_000 })
    return await Promise.all(sending)
  }

  const numbers = async () => (await domain.database.query<{ seq: number }>('SELECT seq FROM messages WHERE conversation_id = $1 ORDER BY seq', [conversationId])).map(({ seq }) => seq)

  it.each([
    ['a plain one', () => ({})],
    ['an answer in a thread', () => ({ parentId: root })],
  ])('[T-09] [R-036] is refused when its author was removed meanwhile: %s', async (_, extra) => {
    expect(await sendDuring('removed', () => [outcome(send(harbor.maya, extra()))])).toEqual(['not_found'])
    expect(await numbers()).toEqual([1])
    expect(domain.published()).toEqual([])
  })

  it.each([
    ['a plain one', () => ({})],
    ['an answer in a thread', () => ({ parentId: root })],
  ])('[R-042] is refused when only those in charge write by now: %s', async (_, extra) => {
    expect(await sendDuring('restricted', () => [outcome(send(harbor.maya, extra()))])).toEqual(['posting_restricted'])
    expect(await numbers()).toEqual([1])
  })

  it('[R-042] goes by the role that its author has by now', async () => {
    await database().conversation.update({ where: { id: conversationId }, data: { settings: { whoPosts: 'admins' } } })
    expect(await sendDuring('lowered', () => [outcome(send(harbor.lena))])).toEqual(['posting_restricted'])
  })

  it('[T-09] [D6.6] takes no number from those who go with it', async () => {
    expect(await sendDuring('removed', () => {
      // The first goes alone and waits; the rest follow in one statement.
      return [outcome(send(harbor.sam)), outcome(send(harbor.maya)), outcome(send(harbor.lena)), outcome(send(harbor.maya)), outcome(send(harbor.sam))]
    }, 2)).toEqual(['created', 'not_found', 'created', 'not_found', 'created'])
    expect(await numbers()).toEqual([1, 2, 3, 4])
  })

  it('[R-051] goes on when nothing of the kind happened', async () => {
    expect(await sendDuring('nothing', () => [outcome(send(harbor.maya)), outcome(send(harbor.sam, { parentId: root }))], 2)).toEqual(['created', 'created'])
    expect(await numbers()).toEqual([1, 2, 3])
  })
})
