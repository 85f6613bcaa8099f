import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { listBookmarks } from '#server/domain/bookmarks/list-bookmarks.ts'
import { bookmarkMessage } from '#server/domain/bookmarks/bookmark-message.ts'
import { listConversations } from '#server/domain/conversations/list-conversations.ts'
import { listMessages } from '#server/domain/messages/list-messages.ts'
import { listPins } from '#server/domain/pins/list-pins.ts'
import { listRevisions } from '#server/domain/messages/list-revisions.ts'
import { pinMessage } from '#server/domain/pins/pin-message.ts'
import { readMessage } from '#server/domain/messages/read-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { readVote } from '#server/domain/polls/read-vote.ts'
import { vote } from '#server/domain/polls/vote.ts'
import { addReaction } from '#server/domain/reactions/add-reaction.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { sync } from '#server/domain/sync/sync.ts'
import { listThreads } from '#server/domain/threads/list-threads.ts'
import { readThread } from '#server/domain/threads/read-thread.ts'
import { ask } from './bakery-poll.ts'
import { groupTest } from '../../helpers/fixtures/domain.ts'

const it = groupTest
  .extend('message', async ({ domain, harbor, conversationId }) => {
    const message = await ask(harbor.lena, conversationId, { anonymous: true })
    domain.published()
    return message
  })
  .extend('choose', ({ harbor, message }) => (options: number[], actor = harbor.sam) => vote({ actor, messageId: message.id, options }))

/** All polls in a response, at any depth. */
function pollsIn(response: unknown): unknown[] {
  if (typeof response !== 'object' || response === null) return []
  return Object.entries(response).flatMap(([key, value]) => [...key === 'poll' && value !== null ? [value] : [], ...pollsIn(value)])
}

describe('an anonymous poll', () => {
  it('[E-11] shows the number of votes but no voters, to anyone, in any response or event', async ({ domain, harbor, conversationId, message, choose }) => {
    const voted = await choose([1])
    const { id: messageId } = message
    const readers = [harbor.lena, harbor.maya, harbor.sam]
    await pinMessage({ actor: harbor.lena, messageId })
    await addReaction({ actor: harbor.maya, messageId, emoji: '🎉' })
    await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'I cannot decide', parentId: messageId })
    const answers: unknown[] = [voted, domain.published()]
    for (const actor of readers) {
      await bookmarkMessage({ actor, messageId })
      answers.push(
        await listMessages({ actor, conversationId }),
        await listMessages({ actor, conversationId, around: message.seq }),
        await listChanges({ actor, conversationId, after: 0 }),
        await readMessage({ actor, messageId }),
        await listPins({ actor, conversationId }),
        await listBookmarks({ actor }),
        await readThread({ actor, messageId }),
        await listConversations({ actor }),
        await sync({ actor, cursors: {} }),
      )
    }
    answers.push(await listThreads({ actor: harbor.lena }), await sendMessage({ actor: harbor.lena, conversationId, id: messageId, body: message.body, poll: { multiple: false, anonymous: true, closesAt: null, options: ['Green', 'Blue', 'Neither'] } }))
    for (const answer of answers) {
      const found = pollsIn(answer)
      expect(found.length).toBeGreaterThan(0)
      for (const poll of found) {
        expect(poll).toMatchObject({ voters: 1, options: [{ votes: 0, userIds: [] }, { votes: 1, userIds: [] }, { votes: 0, userIds: [] }] })
        expect(JSON.stringify(poll)).not.toContain(harbor.sam.userId)
      }
    }
    expect(await listRevisions({ actor: harbor.lena, messageId })).toEqual([])
  })

  it('[E-11] shows users their own vote and no other', async ({ harbor, message, choose }) => {
    await choose([1])
    await choose([2], harbor.maya)
    const own = (actor = harbor.lena) => readVote({ actor, messageId: message.id })
    expect([await own(harbor.sam), await own(harbor.maya), await own()]).toEqual([{ options: [1] }, { options: [2] }, { options: [] }])
  })
})
