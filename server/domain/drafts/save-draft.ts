import type { Draft } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import type { DraftText } from './write-draft.ts'
import { writeDraft } from './write-draft.ts'

interface Options extends DraftText {
  actor: Actor
  conversationId: string
}

/**
 * Stores the actor's draft of a conversation. The text that was written last wins.
 * @throws AppError `not_found`
 */
export async function saveDraft({ actor, conversationId, ...text }: Options): Promise<Draft> {
  return await writeDraft(actor, { conversationId, rootId: null }, text)
}
