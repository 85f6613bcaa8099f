import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { pruneReadMoves } from '#server/domain/read-markers/prune-read-moves.ts'
import { markRead } from '#server/domain/read-markers/mark-read.ts'
import { pruneReadMovesJob } from '#server/domain/read-markers/jobs.ts'
import { listReaders } from '#server/domain/read-markers/list-readers.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { jobQueue } from '#server/infra/job-queue.ts'
import { createHarbor } from '../../helpers/harbor.ts'
import { until } from '../../helpers/until.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

const DAY_MS = 24 * 3_600_000

const today = new Date()

const daysAgo = (days: number) => new Date(today.getTime() - days * DAY_MS)

const it = accountTest
  .extend('harbor', { scope: 'file' }, ({ domain }) => createHarbor(domain))
  .extend('conversationId', async ({ harbor }) => {
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.sam.userId] },
    })
    return conversation.id
  })
  .extend('messageIds', { auto: true }, async ({ domain, harbor, conversationId }) => {
    const messageIds = []
    for (const body of ['One', 'Two', 'Three', 'Four']) {
      messageIds.push((await sendMessage({ actor: harbor.lena, conversationId, id: uuidv7(), body })).message.id)
    }
    // Sam read two messages long ago and two recently.
    for (const [seq, days] of [[1, 200], [2, 91], [3, 89], [4, 1]] as const) {
      await markRead({ actor: harbor.sam, conversationId, seq })
      await domain.database.query(`UPDATE read_moves SET read_at = $1 WHERE conversation_id = $2 AND user_id = $3 AND seq = $4`, [daysAgo(days), conversationId, harbor.sam.userId, seq])
    }
    return messageIds
  })
  .extend('moves', ({ domain, harbor, conversationId }) => () => domain.database.query<{ seq: number, read_at: Date | null }>('SELECT seq, read_at FROM read_moves WHERE conversation_id = $1 AND user_id = $2 ORDER BY seq', [conversationId, harbor.sam.userId]))

describe('old read moves', () => {
  const pruned = [{ seq: 2, read_at: null }, { seq: 3, read_at: daysAgo(89) }, { seq: 4, read_at: daysAgo(1) }]

  it('[E-07] lose their time, and messages stay read without the time of a later one', async ({ harbor, messageIds, moves }) => {
    await pruneReadMoves({ now: today })
    await pruneReadMoves({ now: today })
    expect(await moves()).toEqual(pruned)
    const readings = await Promise.all(messageIds.map(messageId => listReaders({ actor: harbor.lena, messageId })))
    expect(readings.map(([reader]) => [reader?.read, reader?.readAt])).toEqual([
      [true, null], [true, null], [true, daysAgo(89).toISOString()], [true, daysAgo(1).toISOString()],
    ])
  })

  it('are pruned by the nightly job', async ({ moves }) => {
    await jobQueue().send(pruneReadMovesJob.name, { payload: {} })
    jobQueue().wake(pruneReadMovesJob.name)
    await until(async () => (await moves()).length === pruned.length, { what: 'the job' })
    expect(await moves()).toEqual(pruned)
  })
})
