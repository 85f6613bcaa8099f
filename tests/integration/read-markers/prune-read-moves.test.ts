import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { pruneReadMoves } from '#server/domain/read-markers/prune-read-moves.ts'
import { markRead } from '#server/domain/read-markers/mark-read.ts'
import { pruneReadMovesJob } from '#server/domain/read-markers/jobs.ts'
import { listReaders } from '#server/domain/read-markers/list-readers.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { jobQueue } from '#server/infra/job-queue.ts'
import { openAccountDomain, type AccountDomain } from '../../helpers/account-domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { until } from '../../helpers/until.ts'

const DAY_MS = 24 * 3_600_000

describe('steps of reading that are long past', () => {
  let domain: AccountDomain
  let harbor: Harbor
  let conversationId: string
  let messageIds: string[]

  beforeAll(async () => {
    domain = await openAccountDomain()
    harbor = await createHarbor(domain)
  })
  afterAll(() => domain.close())
  beforeEach(async () => {
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.sam.userId] },
    })
    conversationId = conversation.id
    messageIds = []
    for (const body of ['One', 'Two', 'Three', 'Four']) {
      messageIds.push((await sendMessage({ actor: harbor.lena, conversationId, id: uuidv7(), body })).message.id)
    }
    // Sam read them one by one: two long ago, two lately.
    for (const [seq, days] of [[1, 200], [2, 91], [3, 89], [4, 1]] as const) {
      await markRead({ actor: harbor.sam, conversationId, seq })
      await domain.database.query(`UPDATE read_moves SET read_at = $1 WHERE conversation_id = $2 AND user_id = $3 AND seq = $4`, [daysAgo(days), conversationId, harbor.sam.userId, seq])
    }
  })

  const today = new Date()
  const daysAgo = (days: number) => new Date(today.getTime() - days * DAY_MS)
  const steps = () => domain.database.query<{ seq: number, read_at: Date | null }>('SELECT seq, read_at FROM read_moves WHERE conversation_id = $1 AND user_id = $2 ORDER BY seq', [conversationId, harbor.sam.userId])
  const kept = [{ seq: 2, read_at: null }, { seq: 3, read_at: daysAgo(89) }, { seq: 4, read_at: daysAgo(1) }]

  it('[E-07] lose their time; who has read what stays known, and no message gets the time of a later one', async () => {
    await pruneReadMoves({ now: today })
    await pruneReadMoves({ now: today })
    expect(await steps()).toEqual(kept)
    const readings = await Promise.all(messageIds.map(messageId => listReaders({ actor: harbor.lena, messageId })))
    expect(readings.map(([reader]) => [reader?.read, reader?.readAt])).toEqual([
      [true, null], [true, null], [true, daysAgo(89).toISOString()], [true, daysAgo(1).toISOString()],
    ])
  })

  it('are forgotten by the nightly job', async () => {
    await jobQueue().send(pruneReadMovesJob.name, { payload: {} })
    jobQueue().wake(pruneReadMovesJob.name)
    await until(async () => (await steps()).length === kept.length, { what: 'the night' })
    expect(await steps()).toEqual(kept)
  })
})
