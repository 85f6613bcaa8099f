import { v7 as uuidv7 } from 'uuid'
import type { Message, NewPoll } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'

/** A poll with one choice, not anonymous, without an end. */
export const whichSign: NewPoll = { multiple: false, anonymous: false, closesAt: null, options: ['Green', 'Blue', 'Neither'] }

/** Sends the poll with some changed fields. */
export async function ask(actor: Actor, conversationId: string, change: Partial<NewPoll> = {}): Promise<Message> {
  const { message } = await sendMessage({ actor, conversationId, id: uuidv7(), body: 'Which sign?', poll: { ...whichSign, ...change } })
  return message
}
