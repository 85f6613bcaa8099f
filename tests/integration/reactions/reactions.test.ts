import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '#shared/types.ts'
import { REACTIONS_MAX } from '#shared/limits.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { addReaction } from '#server/domain/reactions/add-reaction.ts'
import { removeReaction } from '#server/domain/reactions/remove-reaction.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

describe('reacting to a message', () => {
  let domain: TestDomain
  let harbor: Harbor
  let conversationId: string
  let message: Message

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
    ;({ message } = await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'The first loaf is out' }))
    domain.published()
  })

  const react = (actor = harbor.sam, emoji = '🍞') => addReaction({ actor, messageId: message.id, emoji })
  const takeBack = (actor = harbor.sam, emoji = '🍞') => removeReaction({ actor, messageId: message.id, emoji })

  it('[R-067] [R-069] [R-070] counts who gave what, in the order of giving, and tells it', async () => {
    await react()
    await react(harbor.lena, '🎉')
    const reacted = await react(harbor.lena)
    expect(reacted.reactions).toEqual([
      { emoji: '🍞', userIds: [harbor.sam.userId, harbor.lena.userId] },
      { emoji: '🎉', userIds: [harbor.lena.userId] },
    ])
    expect(domain.published().at(-1)).toEqual({
      name: 'reaction:added',
      to: { conversation: conversationId },
      payload: { conversationId, changeSeq: message.changeSeq + 3, message: reacted, userId: harbor.lena.userId, emoji: '🍞' },
    })
  })

  it('[R-069] twenty parallel clicks are one reaction and one event', async () => {
    await Promise.all(Array.from({ length: 20 }, () => react()))
    const { reactions } = await react()
    expect(reactions).toEqual([{ emoji: '🍞', userIds: [harbor.sam.userId] }])
    expect(domain.published()).toHaveLength(1)
  })

  it('[R-070] taking it back tells it once; what was not given changes nothing', async () => {
    await react()
    expect((await takeBack()).reactions).toEqual([])
    await takeBack()
    expect(domain.published().map(event => event.name)).toEqual(['reaction:added', 'reaction:removed'])
  })

  it('[R-069] many at once from both sides end in what the database holds', async () => {
    const moves = Array.from({ length: 12 }, (_, index) => index % 3 === 2 ? takeBack() : react(index % 2 ? harbor.lena : harbor.sam))
    await Promise.all(moves)
    const { reactions } = await react(harbor.lena, '🎉')
    const rows = await domain.database.query<{ emoji: string, user_id: string }>('SELECT emoji, user_id FROM reactions WHERE message_id = $1', [message.id])
    expect(reactions.flatMap(({ emoji, userIds }) => userIds.map(id => `${emoji} ${id}`)).sort()).toEqual(rows.map(row => `${row.emoji} ${row.user_id}`).sort())
    const [counted] = await domain.database.query<{ reaction_count: number }>('SELECT reaction_count FROM messages WHERE id = $1', [message.id])
    expect(counted?.reaction_count).toBe(rows.length)
  })

  it('[R-068] a message holds a bounded number of different emoji', async () => {
    const emoji = [...'🍎🍐🍊🍋🍌🍉🍇🍓🫐🍈🍒🍑🥭🍍🥥🥝🍅🍆🥑🥦🥬']
    for (const one of emoji.slice(0, REACTIONS_MAX)) await react(harbor.sam, one)
    await expect(react(harbor.sam, emoji[REACTIONS_MAX])).rejects.toMatchObject({ code: 'conflict' })
    expect((await react(harbor.lena, emoji[0])).reactions[0]?.userIds).toHaveLength(2)
  })

  it('[R-060] a deleted message takes no reactions, and gives none back', async () => {
    await react()
    await deleteMessage({ actor: harbor.maya, messageId: message.id })
    domain.published()
    await expect(react(harbor.lena)).rejects.toMatchObject({ code: 'message_deleted' })
    await expect(takeBack()).rejects.toMatchObject({ code: 'message_deleted' })
    expect(domain.published()).toEqual([])
  })

  it('[T-02] a device that was offline finds the reactions in the changes; strangers do not', async () => {
    const reacted = await react()
    const changes = await listChanges({ actor: harbor.maya, conversationId, after: message.changeSeq })
    expect(changes.messages).toEqual([reacted])
    await expect(react(harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
  })
})
