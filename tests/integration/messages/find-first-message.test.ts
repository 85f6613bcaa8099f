import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFirstMessage as contract } from '#shared/contracts/messages.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { findFirstMessage } from '#server/domain/messages/find-first-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

describe('finding a moment', () => {
  let domain: TestDomain
  let harbor: Harbor
  let conversationId: string
  const ids: string[] = []

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    const { conversation } = await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
    conversationId = conversation.id
    for (const day of [1, 2, 2, 5, 9]) {
      const parentId = ids.length === 3 ? { parentId: ids[0] } : {}
      const { message } = await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: `On the ${day}th`, ...parentId })
      await domain.database.query('UPDATE messages SET created_at = $2 WHERE id = $1', [message.id, `2026-11-0${day}T12:00:00Z`])
      ids.push(message.id)
    }
  })
  afterAll(() => domain.close())

  const find = (day?: number, actor = harbor.sam) =>
    findFirstMessage({ actor, conversationId, ...(day && { from: `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z` }) })

  it.each([[undefined, 0], [1, 0], [2, 1], [3, 4], [9, 4]])('[E-06] from day %s on the first one is number %i; a reply in a thread is none', async (day, index) => {
    expect(await find(day)).toEqual({ messageId: ids[index] })
  })

  it('[E-06] from any moment that a client may name there is an answer; a year that the database does not know is none', async () => {
    const named = (from: string) => contract.query?.safeParse({ from }).success
    expect(['0000-01-01T00:00:00Z', '0000-12-31T23:59:59.999Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'].map(named)).toEqual([false, false, true, true])
    expect(await findFirstMessage({ actor: harbor.sam, conversationId, from: '0001-01-01T00:00:00Z' })).toEqual({ messageId: ids[0] })
    expect(await findFirstMessage({ actor: harbor.sam, conversationId, from: '9999-12-31T23:59:59.999Z' })).toEqual({ messageId: null })
  })

  it('[E-06] [S-16] after the last word there is nothing, and strangers find no conversation', async () => {
    expect(await find(10)).toEqual({ messageId: null })
    await expect(find(1, harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
  })
})
