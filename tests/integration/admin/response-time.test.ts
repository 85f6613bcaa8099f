import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { createHarbor, createShopFront } from '../../helpers/harbor.ts'
import { domainTest } from '../../helpers/fixtures/domain.ts'

const it = domainTest
  .extend('harbor', ({ domain }) => createHarbor(domain))
  .extend('group', createShopFront)
  .extend('direct', async ({ harbor: { maya, sam } }) => (await createConversation({ actor: maya, conversation: { type: 'direct', userId: sam.userId } })).conversation.id)
  /** Sends a message at the given second. */
  .extend('say', ({ domain, group }) => async (actor: Actor, second: number, conversationId = group): Promise<string> => {
    const { message } = await sendMessage({ actor, conversationId, id: uuidv7(), body: 'Hello' })
    await domain.database.query('UPDATE messages SET created_at = to_timestamp($2) WHERE id = $1', [message.id, second])
    return message.id
  })
  .extend('responseTime', ({ domain, group }) => async (conversationId = group): Promise<number | undefined> => {
    const [row] = await domain.database.query<{ seconds: number | null }>(
      'SELECT response_time::float AS seconds FROM conversation_stats WHERE conversation_id = $1', [conversationId])
    return row?.seconds ?? undefined
  })

describe('the time to the first response', () => {
  it('[R-122] ends with the first message of the other side, not of a colleague', async ({ harbor, say, responseTime }) => {
    await say(harbor.sam, 0)
    await say(harbor.lena, 5)
    expect(await responseTime()).toBeUndefined()
    await say(harbor.maya, 60)
    await say(harbor.maya, 90)
    expect(await responseTime()).toBe(60)
  })

  it('[R-122] ends with the first message of the team when a client wrote first', async ({ harbor, say, responseTime }) => {
    await say(harbor.maya, 0)
    await say(harbor.maya, 10)
    await say(harbor.lena, 40)
    expect(await responseTime()).toBe(40)
  })

  it('[R-122] ignores deleted messages', async ({ harbor, say, responseTime }) => {
    const { maya, sam } = harbor
    await deleteMessage({ actor: maya, messageId: await say(maya, 0) })
    await say(maya, 100)
    await deleteMessage({ actor: sam, messageId: await say(sam, 110) })
    expect(await responseTime()).toBeUndefined()
    await say(sam, 150)
    expect(await responseTime()).toBe(50)
  })

  it('[R-122] is measured in a direct conversation of a client and a team member, not between colleagues', async ({ harbor, direct, say, responseTime }) => {
    const { conversation } = await createConversation({ actor: harbor.sam, conversation: { type: 'direct', userId: harbor.lena.userId } })
    for (const id of [direct, conversation.id]) await say(harbor.sam, 0, id)
    await say(harbor.maya, 30, direct)
    await say(harbor.lena, 20, conversation.id)
    expect(await responseTime(direct)).toBe(30)
    expect(await responseTime(conversation.id)).toBeUndefined()
  })

  it('[R-122] is empty without messages', async ({ responseTime }) => {
    expect(await responseTime()).toBeUndefined()
  })
})
