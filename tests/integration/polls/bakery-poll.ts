import { v7 as uuidv7 } from 'uuid'
import type { Message, NewPoll } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import type { Harbor } from '../../helpers/harbor.ts'

/** Lena's poll: one option, with names, until it is closed. */
export const whichSign: NewPoll = { multiple: false, anonymous: false, closesAt: null, options: ['Green', 'Blue', 'Neither'] }

/** A group of Maya, Sam and Lena, who owns it. */
export async function openShopFront({ lena, maya, sam, project }: Harbor): Promise<string> {
  const { conversation } = await createConversation({
    actor: lena,
    conversation: { type: 'group', id: uuidv7(), projectId: project, title: 'Shop front', userIds: [maya.userId, sam.userId] },
  })
  return conversation.id
}

/** Asks a variation of it. */
export async function ask(actor: Actor, conversationId: string, change: Partial<NewPoll> = {}): Promise<Message> {
  const { message } = await sendMessage({ actor, conversationId, id: uuidv7(), body: 'Which sign?', poll: { ...whichSign, ...change } })
  return message
}
