import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import { until } from '../../helpers/until.ts'
import { groupTest } from '../../helpers/fixtures/domain.ts'

const outcome = (sending: Promise<{ created: boolean }>) => sending.then(({ created }) => created ? 'created' : 'found', (error: unknown) => (error as { code: string }).code)

const it = groupTest
  .extend('send', ({ conversationId }) => (actor: Actor, extra: { parentId?: string } = {}) => sendMessage({ actor, conversationId, id: uuidv7(), body: 'On my way', ...extra }))
  .extend('root', { auto: true }, async ({ domain, harbor, send }) => {
    const root = (await send(harbor.lena)).message.id
    domain.published()
    return root
  })
  .extend('waiting', ({ domain }) => async () => (await domain.database.query(
    'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = \'Lock\'')).length)
  /** Sends while another transaction locks and changes the conversation. It commits once all sends wait. */
  .extend('sendDuring', ({ harbor, conversationId, waiting }) => async (change: string, sends: () => Promise<string>[], waits = 1): Promise<string[]> => {
    const { sending } = await database().$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 FROM conversations WHERE id = ${conversationId}::uuid FOR UPDATE`
      const sending = sends()
      await until(async () => await waiting() >= waits, { what: 'the waiting send' })
      await transaction.$executeRaw`UPDATE conversations SET change_seq = change_seq + 1 WHERE id = ${conversationId}::uuid`
      if (change === 'removed') await transaction.participant.updateMany({ where: { conversationId, userId: harbor.maya.userId }, data: { leftAt: new Date() } })
      if (change === 'restricted') await transaction.conversation.update({ where: { id: conversationId }, data: { settings: { whoPosts: 'admins' } } })
      if (change === 'lowered') await transaction.participant.updateMany({ where: { conversationId, userId: harbor.lena.userId }, data: { role: 'member' } })
      return { sending }
    }, { timeout: 20_000 })
    return await Promise.all(sending)
  })
  .extend('seqs', ({ domain, conversationId }) => async () => (await domain.database.query<{ seq: number }>('SELECT seq FROM messages WHERE conversation_id = $1 ORDER BY seq', [conversationId])).map(({ seq }) => seq))

describe('a send that waits for the row lock of the conversation', () => {
  it.for([
    ['a message', () => ({})],
    ['a reply in a thread', (parentId: string) => ({ parentId })],
  ] as const)('[T-09] [R-036] is refused if its author was removed meanwhile: %s', async ([_, extra], { domain, harbor, root, send, sendDuring, seqs }) => {
    expect(await sendDuring('removed', () => [outcome(send(harbor.maya, extra(root)))])).toEqual(['not_found'])
    expect(await seqs()).toEqual([1])
    expect(domain.published()).toEqual([])
  })

  it.for([
    ['a message', () => ({})],
    ['a reply in a thread', (parentId: string) => ({ parentId })],
  ] as const)('[R-042] is refused if only admins may post meanwhile: %s', async ([_, extra], { harbor, root, send, sendDuring, seqs }) => {
    expect(await sendDuring('restricted', () => [outcome(send(harbor.maya, extra(root)))])).toEqual(['posting_restricted'])
    expect(await seqs()).toEqual([1])
  })

  it('[R-042] uses the current role of its author', async ({ harbor, conversationId, send, sendDuring }) => {
    await database().conversation.update({ where: { id: conversationId }, data: { settings: { whoPosts: 'admins' } } })
    expect(await sendDuring('lowered', () => [outcome(send(harbor.lena))])).toEqual(['posting_restricted'])
  })

  it('[T-09] [D6.6] takes no seq if refused, when sent together with others', async ({ harbor, send, sendDuring, seqs }) => {
    expect(await sendDuring('removed', () => {
      // The first is inserted alone and waits; the rest follow in one statement.
      return [outcome(send(harbor.sam)), outcome(send(harbor.maya)), outcome(send(harbor.lena)), outcome(send(harbor.maya)), outcome(send(harbor.sam))]
    }, 2)).toEqual(['created', 'not_found', 'created', 'not_found', 'created'])
    expect(await seqs()).toEqual([1, 2, 3, 4])
  })

  it('[R-051] is stored if neither role nor membership changed', async ({ harbor, root, send, sendDuring, seqs }) => {
    expect(await sendDuring('nothing', () => [outcome(send(harbor.maya)), outcome(send(harbor.sam, { parentId: root }))], 2)).toEqual(['created', 'created'])
    expect(await seqs()).toEqual([1, 2, 3])
  })
})
