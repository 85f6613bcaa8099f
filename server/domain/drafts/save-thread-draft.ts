import { AppError } from '#shared/errors.ts'
import type { Draft } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import type { DraftText } from './write-draft.ts'
import { writeDraft } from './write-draft.ts'

interface Options extends DraftText {
  actor: Actor
  /** The root of the thread. */
  messageId: string
}

/**
 * Stores the actor's draft of a thread. The text that was written last wins. Like the thread, it stays
 * when the root is deleted.
 * @throws AppError `not_found`, also for a reply
 */
export async function saveThreadDraft({ actor, messageId, ...text }: Options): Promise<Draft> {
  const { message: { conversationId, rootId } } = await loadMessage({ actor, messageId })
  if (rootId !== null) throw new AppError('not_found')
  return await writeDraft(actor, { conversationId, rootId: messageId }, text)
}
