import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { BOOKMARKS_MAX } from '#shared/limits.ts'
import { listBookmarks } from '#server/domain/bookmarks/list-bookmarks.ts'
import { bookmarkMessage } from '#server/domain/bookmarks/bookmark-message.ts'
import { removeBookmark } from '#server/domain/bookmarks/remove-bookmark.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { groupTest } from '../../helpers/fixtures/domain.ts'

const it = groupTest
  .extend('send', ({ harbor, conversationId }) => async (body: string) => (await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body })).message)
  .extend('message', async ({ domain, send }) => {
    await domain.database.query('DELETE FROM bookmarks')
    const message = await send('The oven key hangs behind the door')
    domain.published()
    return message
  })
  .extend('save', ({ harbor, message }) => (actor = harbor.sam, { id } = message) => bookmarkMessage({ actor, messageId: id }))
  .extend('unsave', ({ harbor, message }) => (actor = harbor.sam) => removeBookmark({ actor, messageId: message.id }))
  .extend('idsOf', ({ harbor }) => async (actor = harbor.sam, page = {}) => (await listBookmarks({ actor, ...page })).map(bookmark => bookmark.message.id))

describe('bookmarks', () => {
  it('[E-04] are announced once, and only to the user\'s own devices', async ({ domain, harbor, message, save, unsave, idsOf }) => {
    const [bookmark] = await Promise.all([save(), save()])
    expect(domain.published()).toEqual([{ name: 'bookmark:updated', to: { user: harbor.sam.userId }, payload: bookmark }])
    expect(await listBookmarks({ actor: harbor.sam })).toEqual([{ message, savedAt: bookmark.savedAt, remindAt: null, remindedAt: null }])
    expect(await idsOf(harbor.lena)).toEqual([])
    await unsave()
    await unsave()
    expect(domain.published().map(({ payload }) => payload)).toEqual([{ messageId: message.id, savedAt: null, message: null, remindAt: null, remindedAt: null }])
    expect(await idsOf()).toEqual([])
  })

  it('[E-04] are paged from the newest to the oldest', async ({ domain, harbor, message, send, save, idsOf }) => {
    const bookmarked = [message, await send('Two'), await send('Three')]
    for (const [index, one] of bookmarked.entries()) {
      await save(harbor.sam, one)
      await domain.database.query(`UPDATE bookmarks SET created_at = now() - ($2 || ' minutes')::interval WHERE message_id = $1`, [one.id, 10 - index])
    }
    const [first, second, third] = bookmarked.map(({ id }) => id)
    expect(await idsOf(harbor.sam, { limit: 2 })).toEqual([third, second])
    expect(await idsOf(harbor.sam, { limit: 2, before: second })).toEqual([first])
  })

  it('[T-03] are paged without gap or repetition when all were saved in the same millisecond', async ({ domain, harbor, message, send, save, idsOf }) => {
    const ids = [message.id]
    for (const body of ['Two', 'Three', 'Four', 'Five']) ids.push((await send(body)).id)
    for (const id of ids) await save(harbor.sam, { ...message, id })
    await domain.database.query(`UPDATE bookmarks SET created_at = '2026-11-20T09:00:00.123Z'`)
    const seen: string[] = []
    for (let page = await idsOf(harbor.sam, { limit: 2 }); page.length > 0; page = await idsOf(harbor.sam, { limit: 2, before: seen.at(-1) })) seen.push(...page)
    expect(seen).toEqual(ids.sort().reverse())
  })

  it('[E-04] [S-16] of deleted and inaccessible messages are not listed, and can still be removed', async ({ harbor, conversationId, message, send, save, unsave, idsOf }) => {
    const other = await send('Wednesday is flour day')
    await save()
    await save(harbor.sam, other)
    await deleteMessage({ actor: harbor.maya, messageId: other.id })
    expect(await idsOf()).toEqual([message.id])
    await expect(save(harbor.sam, other)).rejects.toMatchObject({ code: 'message_deleted' })
    await leaveConversation({ actor: harbor.sam, conversationId })
    expect(await idsOf()).toEqual([])
    await expect(save()).rejects.toMatchObject({ code: 'not_found' })
    expect(await unsave()).toMatchObject({ savedAt: null })
    await expect(unsave()).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-024] [S-16] cannot be made by a user outside the conversation', async ({ harbor, save, unsave }) => {
    await expect(save(harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
    await expect(unsave(harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[E-04] are limited per user', async ({ domain, harbor, conversationId, save }) => {
    await domain.database.query('UPDATE conversations SET last_seq = $2, change_seq = $2 WHERE id = $1', [conversationId, BOOKMARKS_MAX + 1])
    await domain.database.query(`
      WITH inserted AS (
        INSERT INTO messages (id, conversation_id, author_id, seq, change_seq, body)
        SELECT gen_random_uuid(), $1, $2, n, n, 'Note' FROM generate_series(2, $3::int) n RETURNING id
      )
      INSERT INTO bookmarks (user_id, message_id) SELECT $4, id FROM inserted`, [conversationId, harbor.maya.userId, BOOKMARKS_MAX + 1, harbor.sam.userId])
    await expect(save()).rejects.toMatchObject({ code: 'conflict' })
    expect((await save(harbor.lena)).savedAt).not.toBeNull()
  })
})
