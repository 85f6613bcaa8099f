import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { findFirstMessage as contract } from '#shared/contracts/messages.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { findFirstMessage } from '#server/domain/messages/find-first-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { harborTest } from '../../helpers/fixtures/domain.ts'

const it = harborTest
  .extend('conversationId', { scope: 'file' }, async ({ harbor: { maya, sam } }) =>
    (await createConversation({ actor: maya, conversation: { type: 'direct', userId: sam.userId } })).conversation.id)
  /** Messages of four days. The fourth is a reply in the thread of the first. */
  .extend('ids', { scope: 'file', auto: true }, async ({ domain, harbor, conversationId }) => {
    const ids: string[] = []
    for (const day of [1, 2, 2, 5, 9]) {
      const parentId = ids.length === 3 ? { parentId: ids[0] } : {}
      const { message } = await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: `On the ${day}th`, ...parentId })
      await domain.database.query('UPDATE messages SET created_at = $2 WHERE id = $1', [message.id, `2026-11-0${day}T12:00:00Z`])
      ids.push(message.id)
    }
    return ids
  })
  .extend('find', ({ harbor, conversationId }) => (day?: number, actor = harbor.sam) =>
    findFirstMessage({ actor, conversationId, ...(day && { from: `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z` }) }))

describe('finding the first message from a time on', () => {
  it.for([[undefined, 0], [1, 0], [2, 1], [3, 4], [9, 4]] as const)('[E-06] from day %s on finds message %i and skips replies in a thread', async ([day, index], { ids, find }) => {
    expect(await find(day)).toEqual({ messageId: ids[index] })
  })

  it('[E-06] works for every time that the contract accepts, and the year 0 is refused', async ({ harbor, conversationId, ids }) => {
    const isAccepted = (from: string) => contract.query?.safeParse({ from }).success
    expect(['0000-01-01T00:00:00Z', '0000-12-31T23:59:59.999Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'].map(isAccepted)).toEqual([false, false, true, true])
    expect(await findFirstMessage({ actor: harbor.sam, conversationId, from: '0001-01-01T00:00:00Z' })).toEqual({ messageId: ids[0] })
    expect(await findFirstMessage({ actor: harbor.sam, conversationId, from: '9999-12-31T23:59:59.999Z' })).toEqual({ messageId: null })
  })

  it('[E-06] [S-16] finds nothing after the last message, and not_found for users outside', async ({ harbor, find }) => {
    expect(await find(10)).toEqual({ messageId: null })
    await expect(find(1, harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
  })
})
