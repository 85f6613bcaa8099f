import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { REACTIONS_MAX } from '#shared/limits.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { addReaction } from '#server/domain/reactions/add-reaction.ts'
import { removeReaction } from '#server/domain/reactions/remove-reaction.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { groupTest } from '../../helpers/fixtures/domain.ts'

const it = groupTest
  .extend('message', async ({ domain, harbor, conversationId }) => {
    const { message } = await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'The first loaf is out' })
    domain.published()
    return message
  })
  .extend('react', ({ harbor, message }) => (actor = harbor.sam, emoji = '🍞') => addReaction({ actor, messageId: message.id, emoji }))
  .extend('unreact', ({ harbor, message }) => (actor = harbor.sam, emoji = '🍞') => removeReaction({ actor, messageId: message.id, emoji }))

describe('reacting to a message', () => {
  it('[R-067] [R-069] [R-070] lists users per emoji in the order of reacting, also in the event', async ({ domain, harbor, conversationId, message, react }) => {
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

  it('[R-069] twenty times in parallel is one reaction and one event', async ({ domain, harbor, react }) => {
    await Promise.all(Array.from({ length: 20 }, () => react()))
    const { reactions } = await react()
    expect(reactions).toEqual([{ emoji: '🍞', userIds: [harbor.sam.userId] }])
    expect(domain.published()).toHaveLength(1)
  })

  it('[R-070] can be undone once with one event; removing a missing reaction changes nothing', async ({ domain, react, unreact }) => {
    await react()
    expect((await unreact()).reactions).toEqual([])
    await unreact()
    expect(domain.published().map(event => event.name)).toEqual(['reaction:added', 'reaction:removed'])
  })

  it('[R-069] and removing in parallel by two users ends in the state of the database', async ({ domain, harbor, message, react, unreact }) => {
    const calls = Array.from({ length: 12 }, (_, index) => index % 3 === 2 ? unreact() : react(index % 2 ? harbor.lena : harbor.sam))
    await Promise.all(calls)
    const { reactions } = await react(harbor.lena, '🎉')
    const rows = await domain.database.query<{ emoji: string, user_id: string }>('SELECT emoji, user_id FROM reactions WHERE message_id = $1', [message.id])
    expect(reactions.flatMap(({ emoji, userIds }) => userIds.map(id => `${emoji} ${id}`)).sort()).toEqual(rows.map(row => `${row.emoji} ${row.user_id}`).sort())
    const [counted] = await domain.database.query<{ reaction_count: number }>('SELECT reaction_count FROM messages WHERE id = $1', [message.id])
    expect(counted?.reaction_count).toBe(rows.length)
  })

  it('[R-068] is limited to a number of different emoji per message', async ({ harbor, react }) => {
    const emoji = [...'🍎🍐🍊🍋🍌🍉🍇🍓🫐🍈🍒🍑🥭🍍🥥🥝🍅🍆🥑🥦🥬']
    for (const one of emoji.slice(0, REACTIONS_MAX)) await react(harbor.sam, one)
    await expect(react(harbor.sam, emoji[REACTIONS_MAX])).rejects.toMatchObject({ code: 'conflict' })
    expect((await react(harbor.lena, emoji[0])).reactions[0]?.userIds).toHaveLength(2)
  })

  it('[R-060] and removing a reaction are refused for a deleted message', async ({ domain, harbor, message, react, unreact }) => {
    await react()
    await deleteMessage({ actor: harbor.maya, messageId: message.id })
    domain.published()
    await expect(react(harbor.lena)).rejects.toMatchObject({ code: 'message_deleted' })
    await expect(unreact()).rejects.toMatchObject({ code: 'message_deleted' })
    expect(domain.published()).toEqual([])
  })

  it('[T-02] is in the changes after being offline, and refused for users outside', async ({ harbor, conversationId, message, react }) => {
    const reacted = await react()
    const changes = await listChanges({ actor: harbor.maya, conversationId, after: message.changeSeq })
    expect(changes.messages).toEqual([reacted])
    await expect(react(harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
  })
})
