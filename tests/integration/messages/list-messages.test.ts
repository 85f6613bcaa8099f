import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { listMessages } from '#server/domain/messages/list-messages.ts'
import { readMessage } from '#server/domain/messages/read-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import type { Message } from '#shared/types.ts'
import { harborTest } from '../../helpers/fixtures/domain.ts'

const TOTAL = 200

const it = harborTest
  .extend('conversationId', { scope: 'file', auto: true }, async ({ domain, harbor }) => {
    const { conversation } = await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
    const conversationId = conversation.id
    for (let index = 1; index <= TOTAL; index += 1) {
      await sendMessage({ actor: index % 2 ? harbor.maya : harbor.sam, conversationId, id: uuidv7(), body: `Message ${index}` })
    }
    await domain.database.query(`UPDATE messages SET created_at = '2026-01-01T00:00:00Z'`)
    return conversationId
  })
  .extend('list', ({ harbor, conversationId }) => (position: { before?: number, after?: number, around?: number, limit?: number }) =>
    listMessages({ actor: harbor.maya, conversationId, ...position }))

describe('listing messages', () => {
  it.for(['before', 'after'] as const)('[T-03] [R-142] pages %s a seq neither skip nor repeat messages of the same time', async (direction, { list }) => {
    const found: Message[] = []
    let next: number | null = direction === 'before' ? TOTAL + 1 : 0
    while (next !== null) {
      const page = await list({ [direction]: next, limit: 7 })
      found.push(...page.messages)
      next = page.next
    }
    const seqs = found.map(message => message.seq).sort((first, second) => first - second)
    expect(seqs).toEqual(Array.from({ length: TOTAL }, (_, index) => index + 1))
  })

  it('[R-053] returns the newest page first, each in chronological order', async ({ list }) => {
    const { messages, next } = await list({ limit: 10 })
    expect(messages.map(message => message.seq)).toEqual([191, 192, 193, 194, 195, 196, 197, 198, 199, 200])
    expect(next).toBe(191)
  })

  it('[R-053] returns an empty page for an empty conversation and not_found for an unknown one', async ({ harbor }) => {
    const { conversation } = await createConversation({ actor: harbor.maya, conversation: { type: 'self' } })
    await expect(listMessages({ actor: harbor.maya, conversationId: conversation.id })).resolves.toEqual({ messages: [], next: null })
    await expect(listMessages({ actor: harbor.maya, conversationId: uuidv7() })).rejects.toMatchObject({ code: 'not_found' })
  })

  it.for([[1, 1], [100, 96], [200, 196]] as const)('returns the messages around seq %i', async ([around, first], { list }) => {
    const { messages } = await list({ around, limit: 10 })
    expect(messages[0]?.seq).toBe(first)
    expect(messages.map(message => message.seq)).toContain(around)
  })

  it('[T-25] returns correct pages at the limits: one message, before the first, after the last', async ({ list }) => {
    expect((await list({ limit: 1 })).messages.map(message => message.seq)).toEqual([TOTAL])
    expect((await list({ before: 1 })).messages).toEqual([])
    expect(await list({ after: TOTAL })).toEqual({ messages: [], next: null })
    expect(await list({ after: 2_000_000_000 })).toEqual({ messages: [], next: null })
  })

  it('[T-10] a single message is found only by participants', async ({ harbor, list }) => {
    const [message] = (await list({ limit: 1 })).messages
    const messageId = message?.id ?? ''
    await expect(readMessage({ actor: harbor.sam, messageId })).resolves.toEqual(message)
    await expect(readMessage({ actor: harbor.otto, messageId })).rejects.toMatchObject({ code: 'not_found' })
  })
})
