import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import type { Message } from '#shared/types.ts'
import { messageJson } from '#server/domain/read-model/message-json.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { editMessage } from '#server/domain/messages/edit-message.ts'
import { listMessages } from '#server/domain/messages/list-messages.ts'
import { readMessage } from '#server/domain/messages/read-message.ts'
import { restoreMessage } from '#server/domain/messages/restore-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { updateParticipant } from '#server/domain/participants/update-participant.ts'
import { closePoll } from '#server/domain/polls/close-poll.ts'
import { readVote } from '#server/domain/polls/read-vote.ts'
import { vote } from '#server/domain/polls/vote.ts'
import { purgeMessages } from '#server/domain/retention/purge-messages.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { database } from '#server/infra/postgres/database.ts'
import { ask, whichSign } from './bakery-poll.ts'
import { groupTest } from '../../helpers/fixtures/domain.ts'

const it = groupTest
  .extend('message', async ({ domain, harbor, conversationId }) => {
    const message = await ask(harbor.maya, conversationId)
    domain.published()
    return message
  })
  .extend('choose', ({ harbor, message }) => (options: number[], actor = harbor.sam, { id } = message) => vote({ actor, messageId: id, options }))
  .extend('close', ({ harbor, message }) => (actor = harbor.maya, { id } = message) => closePoll({ actor, messageId: id }))
  .extend('votesOf', ({ domain, message }) => async ({ id } = message) => (await domain.database.query<{ position: number }>('SELECT position FROM poll_votes WHERE message_id = $1 ORDER BY position', [id])).map(({ position }) => position))

describe('a poll', () => {
  it('[E-11] is a message with its question as text, the same in the response and in the history', async ({ harbor, conversationId, message }) => {
    expect(message).toMatchObject({ body: 'Which sign?', poll: { ...whichSign, closedAt: null, voters: 0, options: whichSign.options.map(text => ({ text, votes: 0, userIds: [] })) } })
    expect((await listMessages({ actor: harbor.sam, conversationId })).messages).toEqual([message])
  })

  it('[E-11] [T-04] is stored once; the same id with another poll, or without one, is refused', async ({ harbor, conversationId, message, choose, close }) => {
    // More precise than the database stores.
    const closesAt = '2031-03-04T02:47:00.1239Z'
    const sent = { actor: harbor.maya, conversationId, id: uuidv7(), body: 'And the door?', poll: { ...whichSign, closesAt } }
    const attempts = await Promise.all(Array.from({ length: 20 }, () => sendMessage(sent)))
    expect(attempts.filter(({ created }) => created)).toHaveLength(1)
    for (const attempt of attempts) expect(attempt.message).toEqual(attempts[0]?.message)
    await choose([1], harbor.sam, { ...message, id: sent.id })
    await close(harbor.maya, { ...message, id: sent.id })
    expect((await sendMessage(sent)).created).toBe(false)
    for (const poll of [undefined, whichSign, { ...sent.poll, anonymous: true }, { ...sent.poll, options: ['Green', 'Neither', 'Blue'] }]) {
      await expect(sendMessage({ ...sent, poll })).rejects.toMatchObject({ code: 'id_reused' })
    }
    await expect(sendMessage({ ...sent, id: message.id })).rejects.toMatchObject({ code: 'id_reused' })
  })

  it('[E-11] [T-02] a vote is one change of the message, with an event and in the changes', async ({ domain, harbor, conversationId, message, choose }) => {
    await choose([1])
    const voted = await choose([1])
    expect(voted.poll).toMatchObject({ voters: 1, options: [{ votes: 0 }, { votes: 1, userIds: [harbor.sam.userId] }, { votes: 0 }] })
    expect(domain.published()).toEqual([{
      name: 'message:updated',
      to: { conversation: conversationId },
      payload: { conversationId, changeSeq: message.changeSeq + 1, id: message.id, patch: { changeSeq: voted.changeSeq, poll: voted.poll }, message: voted },
    }])
    expect((await listChanges({ actor: harbor.lena, conversationId, after: message.changeSeq })).messages).toEqual([voted])
  })

  it('[E-11] names the voters up to a hundred votes, and above that only the number', async ({ domain, harbor, message, choose }) => {
    await choose([1])
    await domain.database.query(`
      WITH people AS (INSERT INTO users (id, name, email, updated_at) SELECT gen_random_uuid(), 'Guest', gen_random_uuid() || '@example.com', now() FROM generate_series(1, 99) RETURNING id)
      INSERT INTO poll_votes (message_id, position, user_id) SELECT $1, 0, id FROM people`, [message.id])
    const read = async () => (await readMessage({ actor: harbor.lena, messageId: message.id })).poll
    const counts = (poll: Message['poll'] | undefined) => [poll?.voters, ...poll?.options.map(({ votes, userIds }) => [votes, userIds.length]) ?? []]
    expect(counts(await read())).toEqual([100, [99, 99], [1, 1], [0, 0]])
    const { poll } = await choose([2], harbor.maya)
    expect(counts(poll)).toEqual([101, [99, 0], [1, 0], [1, 0]])
    expect(await readVote({ actor: harbor.maya, messageId: message.id })).toEqual({ options: [2] })
    expect(counts((await choose([], harbor.maya)).poll)).toEqual([100, [99, 99], [1, 1], [0, 0]])
  })

  it('[E-11] a vote replaces the previous one, and an empty vote removes it', async ({ harbor, message, choose }) => {
    await choose([1])
    expect((await choose([2])).poll).toMatchObject({ voters: 1, options: [{ votes: 0 }, { votes: 0 }, { votes: 1 }] })
    expect(await readVote({ actor: harbor.sam, messageId: message.id })).toEqual({ options: [2] })
    expect((await choose([])).poll).toMatchObject({ voters: 0, options: [{ votes: 0 }, { votes: 0 }, { votes: 0 }] })
  })

  it('[E-11] several options are accepted only in a multiple-choice poll, and only existing ones', async ({ harbor, conversationId, choose }) => {
    await expect(choose([0, 1])).rejects.toMatchObject({ code: 'invalid', details: { fields: [{ field: 'options', rule: 'too_big' }] } })
    await expect(choose([3])).rejects.toMatchObject({ code: 'invalid', details: { fields: [{ field: 'options', rule: 'invalid' }] } })
    const several = await ask(harbor.maya, conversationId, { multiple: true })
    await choose([2, 0], harbor.sam, several)
    expect((await choose([0], harbor.lena, several)).poll).toMatchObject({ voters: 2, options: [{ votes: 2 }, { votes: 0 }, { votes: 1 }] })
  })

  it('[E-11] twenty parallel votes of one user are one vote', async ({ choose, votesOf }) => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => choose([index % 3])))
    expect(await votesOf()).toHaveLength(1)
    const { poll } = await choose([])
    expect(poll?.voters).toBe(0)
  })

  it('[E-11] refuses votes after it was closed or has ended, but confirms a repeated one', async ({ harbor, conversationId, choose, close }) => {
    await choose([1])
    const closed = await close(harbor.lena)
    expect(closed.poll?.closedAt).not.toBeNull()
    expect((await close()).changeSeq).toBe(closed.changeSeq)
    await expect(choose([0])).rejects.toMatchObject({ code: 'poll_closed' })
    expect((await choose([1])).changeSeq).toBe(closed.changeSeq)
    const over = await ask(harbor.maya, conversationId, { closesAt: '2020-01-01T00:00:00Z' })
    await expect(choose([0], harbor.sam, over)).rejects.toMatchObject({ code: 'poll_closed' })
    expect((await close(harbor.maya, over)).poll?.closedAt).toBeNull()
  })

  it('[E-11] [S-16] its author and group admins can close it; users outside get not_found', async ({ harbor, conversationId, message, choose, close }) => {
    await expect(close(harbor.sam)).rejects.toMatchObject({ code: 'forbidden' })
    await updateParticipant({ actor: harbor.lena, conversationId, userId: harbor.sam.userId, role: 'admin' })
    expect((await close(harbor.sam)).poll?.closedAt).not.toBeNull()
    const attempts = [() => choose([0], harbor.otto), () => close(harbor.otto), () => readVote({ actor: harbor.otto, messageId: message.id })]
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('[E-11] its tables are not read for a message without a poll', async ({ harbor, conversationId, message }) => {
    await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'Thank you' })
    const plan = async (seq: number) => JSON.stringify(await database().$queryRaw`
      EXPLAIN (ANALYZE, FORMAT TEXT) SELECT ${messageJson} FROM messages m WHERE m.conversation_id = ${conversationId}::uuid AND m.seq = ${seq}`)
    const readsPolls = (text: string) => /on polls p[^"]*never executed/.test(text) ? false : text.includes('on polls p')
    expect([readsPolls(await plan(message.seq)), readsPolls(await plan(message.seq + 1))]).toEqual([true, false])
  })

  it('[E-11] cannot be edited, and a message without a poll accepts no votes', async ({ harbor, conversationId, message, choose, close }) => {
    await expect(editMessage({ actor: harbor.maya, messageId: message.id, version: 1, body: 'Which door?' })).rejects.toMatchObject({ code: 'poll_fixed' })
    const { message: plain } = await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'Thank you' })
    await expect(choose([0], harbor.sam, plain)).rejects.toMatchObject({ code: 'not_found' })
    await expect(close(harbor.maya, plain)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[E-11] cannot be voted on or closed in an archived conversation', async ({ harbor, conversationId, choose, close }) => {
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(choose([0])).rejects.toMatchObject({ code: 'conversation_archived' })
    await expect(close()).rejects.toMatchObject({ code: 'conversation_archived' })
  })

  it('[E-11] can be in a reply and in a quote', async ({ harbor, conversationId, message }) => {
    const { message: reply } = await sendMessage({ actor: harbor.sam, conversationId, id: uuidv7(), body: 'Which green?', parentId: message.id, quotedId: message.id, poll: whichSign })
    expect(reply).toMatchObject({ rootId: message.id, quotedId: message.id, poll: { voters: 0 } })
  })

  it('[E-11] [R-060] is deleted, restored and purged together with its message', async ({ domain, harbor, message, choose, votesOf }) => {
    await choose([1])
    const deleted = await deleteMessage({ actor: harbor.maya, messageId: message.id })
    expect(deleted.poll).toBeNull()
    await expect(choose([0])).rejects.toMatchObject({ code: 'message_deleted' })
    await expect(readVote({ actor: harbor.sam, messageId: message.id })).rejects.toMatchObject({ code: 'message_deleted' })
    const restored = await restoreMessage({ actor: harbor.maya, messageId: message.id })
    expect(restored.poll?.voters).toBe(1)
    expect(domain.published().at(-1)).toMatchObject({ name: 'message:updated', payload: { patch: { poll: restored.poll } } })
    await deleteMessage({ actor: harbor.maya, messageId: message.id })
    await purgeMessages({ now: new Date('2031-03-04T02:47:00Z') })
    expect(await domain.database.query('SELECT FROM polls WHERE message_id = $1', [message.id])).toEqual([])
    expect(await domain.database.query('SELECT FROM poll_options WHERE message_id = $1', [message.id])).toEqual([])
    expect(await votesOf()).toEqual([])
  })

  it('[E-11] [S-18] a former participant can no longer vote; their vote stays', async ({ harbor, conversationId, choose }) => {
    await choose([1])
    await leaveConversation({ actor: harbor.sam, conversationId })
    await expect(choose([0])).rejects.toMatchObject({ code: 'not_found' })
    expect((await choose([0], harbor.lena)).poll).toMatchObject({ voters: 2, options: [{ votes: 1 }, { userIds: [harbor.sam.userId] }, { votes: 0 }] })
  })
})
