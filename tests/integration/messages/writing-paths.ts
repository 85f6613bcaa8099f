import { v7 as uuidv7 } from 'uuid'
import type { Message, ScheduledMessage } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { saveDraft } from '#server/domain/drafts/save-draft.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { editMessage } from '#server/domain/messages/edit-message.ts'
import { pinMessage } from '#server/domain/pins/pin-message.ts'
import { restoreMessage } from '#server/domain/messages/restore-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { unpinMessage } from '#server/domain/pins/unpin-message.ts'
import { closePoll } from '#server/domain/polls/close-poll.ts'
import { vote } from '#server/domain/polls/vote.ts'
import { removePreview } from '#server/domain/previews/remove-preview.ts'
import { addReaction } from '#server/domain/reactions/add-reaction.ts'
import { removeReaction } from '#server/domain/reactions/remove-reaction.ts'
import { cancelScheduled } from '#server/domain/scheduled/cancel-scheduled.ts'
import { changeScheduled } from '#server/domain/scheduled/change-scheduled.ts'
import { scheduleMessage } from '#server/domain/scheduled/schedule-message.ts'
import { sendScheduled } from '#server/domain/scheduled/send-scheduled.ts'
import type { Harbor } from '../../helpers/harbor.ts'

/** What a participant wrote in a group while allowed to. */
export interface Written {
  actor: Actor
  conversationId: string
  plain: Message
  /** Deleted a moment ago. */
  deleted: Message
  asked: Message
  pinned: Message
  scheduled: ScheduledMessage
  /** From another conversation of the same author. */
  elsewhere: Message
}

/** A scheduled message must not fall due during a test. */
const tomorrow = () => new Date(Date.now() + 24 * 3_600_000).toISOString()
const poll = { multiple: false, anonymous: false, closesAt: null, options: ['Rye', 'Spelt'] }

export async function write({ lena }: Pick<Harbor, 'lena'>, actor: Actor, conversationId: string): Promise<Written> {
  const send = async (body: string, more: object = {}, target = conversationId) => (await sendMessage({ actor, conversationId: target, id: uuidv7(), body, ...more })).message
  const { conversation: self } = await createConversation({ actor, conversation: { type: 'self' } })
  const plain = await send('Closed on Monday')
  const deleted = await deleteMessage({ actor, messageId: (await send('Said too early')).id })
  const pinned = await pinMessage({ actor: lena, messageId: (await send('Opening hours')).id })
  const { scheduled } = await scheduleMessage({ actor, conversationId, id: uuidv7(), body: 'Good morning', dueAt: tomorrow() })
  return { actor, conversationId, plain, deleted, pinned, scheduled, asked: await send('Which bread?', { poll }), elsewhere: await send('A note', {}, self.id) }
}

/** An action in a group. */
export type Path = (written: Written) => Promise<unknown>

const send = (more: (written: Written) => object): Path => written =>
  sendMessage({ actor: written.actor, conversationId: written.conversationId, id: uuidv7(), body: 'May I?', ...more(written) })

/** All actions that show a text to other participants or pin one. */
export const writingPaths: Record<string, Path> = {
  'sending': send(() => ({})),
  'replying in a thread': send(({ plain }) => ({ parentId: plain.id })),
  'quoting': send(({ plain }) => ({ quotedId: plain.id })),
  'asking a poll': send(() => ({ poll })),
  'forwarding to it': send(({ elsewhere }) => ({ forwardedFromId: elsewhere.id })),
  'editing': ({ actor, plain }) => editMessage({ actor, messageId: plain.id, version: plain.version, body: 'Buy now, <@all>' }),
  'restoring': ({ actor, deleted }) => restoreMessage({ actor, messageId: deleted.id }),
  'pinning': ({ actor, plain }) => pinMessage({ actor, messageId: plain.id }),
  'unpinning': ({ actor, pinned }) => unpinMessage({ actor, messageId: pinned.id }),
  'scheduling': ({ actor, conversationId }) => scheduleMessage({ actor, conversationId, id: uuidv7(), body: 'May I?', dueAt: tomorrow() }),
  'changing the text of a scheduled message': ({ actor, scheduled }) => changeScheduled({ actor, scheduledId: scheduled.id, body: 'Buy now' }),
  'changing the time of a scheduled message': ({ actor, scheduled }) => changeScheduled({ actor, scheduledId: scheduled.id, dueAt: tomorrow() }),
  'sending a scheduled message now': ({ actor, scheduled }) => sendScheduled({ actor, scheduledId: scheduled.id }),
}

/** Actions without a new text for others, or with a private one: open to every participant. */
export const openPaths: Record<string, Path> = {
  'deleting': ({ actor, plain }) => deleteMessage({ actor, messageId: plain.id }),
  'reacting': async ({ actor, plain }) => {
    await addReaction({ actor, messageId: plain.id, emoji: '👍' })
    await removeReaction({ actor, messageId: plain.id, emoji: '👍' })
  },
  'voting': ({ actor, asked }) => vote({ actor, messageId: asked.id, options: [1] }),
  'closing one\'s own poll': ({ actor, asked }) => closePoll({ actor, messageId: asked.id }),
  'removing a preview': ({ actor, plain }) => removePreview({ actor, messageId: plain.id }),
  'saving a draft': ({ actor, conversationId }) => saveDraft({ actor, conversationId, body: 'Perhaps later', age: 0 }),
  'cancelling a scheduled message': ({ actor, scheduled }) => cancelScheduled({ actor, scheduledId: scheduled.id }),
}
