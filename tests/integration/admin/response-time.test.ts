import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

describe('the time to the first response', () => {
  let domain: TestDomain
  let harbor: Harbor
  let group: string
  let direct: string

  beforeAll(async () => {
    domain = await openDomain()
  })
  afterAll(() => domain.close())
  /** Maya is the client; Sam and Lena are the team. */
  beforeEach(async () => {
    harbor = await createHarbor(domain)
    const { maya, sam, lena, project } = harbor
    group = (await createConversation({ actor: sam, conversation: { type: 'group', id: uuidv7(), projectId: project, title: 'Shop front', userIds: [maya.userId, lena.userId] } })).conversation.id
    direct = (await createConversation({ actor: maya, conversation: { type: 'direct', userId: sam.userId } })).conversation.id
  })

  /** Sends a message the given number of seconds after the start. */
  async function say(actor: Actor, second: number, conversationId = group): Promise<string> {
    const { message } = await sendMessage({ actor, conversationId, id: uuidv7(), body: 'Hello' })
    await domain.database.query('UPDATE messages SET created_at = to_timestamp($2) WHERE id = $1', [message.id, second])
    return message.id
  }

  async function responseTime(conversationId = group): Promise<number | undefined> {
    const [row] = await domain.database.query<{ seconds: number | null }>(
      'SELECT response_time::float AS seconds FROM conversation_stats WHERE conversation_id = $1', [conversationId])
    return row?.seconds ?? undefined
  }

  it('[R-122] ends with the first message of the other side, not of a colleague', async () => {
    await say(harbor.sam, 0)
    await say(harbor.lena, 5)
    expect(await responseTime()).toBeUndefined()
    await say(harbor.maya, 60)
    await say(harbor.maya, 90)
    expect(await responseTime()).toBe(60)
  })

  it('[R-122] ends with the first message of the team when a client wrote first', async () => {
    await say(harbor.maya, 0)
    await say(harbor.maya, 10)
    await say(harbor.lena, 40)
    expect(await responseTime()).toBe(40)
  })

  it('[R-122] ignores deleted messages', async () => {
    const { maya, sam } = harbor
    await deleteMessage({ actor: maya, messageId: await say(maya, 0) })
    await say(maya, 100)
    await deleteMessage({ actor: sam, messageId: await say(sam, 110) })
    expect(await responseTime()).toBeUndefined()
    await say(sam, 150)
    expect(await responseTime()).toBe(50)
  })

  it('[R-122] is measured in a direct conversation of a client and a team member, not between colleagues', async () => {
    const { conversation } = await createConversation({ actor: harbor.sam, conversation: { type: 'direct', userId: harbor.lena.userId } })
    for (const id of [direct, conversation.id]) await say(harbor.sam, 0, id)
    await say(harbor.maya, 30, direct)
    await say(harbor.lena, 20, conversation.id)
    expect(await responseTime(direct)).toBe(30)
    expect(await responseTime(conversation.id)).toBeUndefined()
  })

  it('[R-122] is empty without messages', async () => {
    expect(await responseTime()).toBeUndefined()
  })
})
