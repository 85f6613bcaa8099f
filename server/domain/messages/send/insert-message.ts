import type { Message } from '#shared/types.ts'
import { insertPlain } from './insert-plain.ts'
import { insertReferring } from './insert-referring.ts'
import { loadState } from '#server/domain/read-model/load-message-state.ts'
import type { Attempt, NewMessage } from './new-message.ts'
import { toMessage } from './new-message.ts'

/** What became of a message that was to be inserted. */
export interface Insertion extends Omit<Attempt, 'place' | 'known'> {
  /** The message under this id, whoever wrote it; undefined when nothing could be inserted. */
  message: Message | undefined
  created: boolean
  /** How many replies its thread had when it was inserted; null outside of threads, and when it was there before. */
  replyCount: number | null
}

/**
 * Inserts a message or finds the one with the same id. Of two parallel attempts with one id the
 * later one fails on the primary key, taking its numbers back with it, and finds the first when
 * repeated.
 */
export async function insertMessage(message: NewMessage): Promise<Insertion> {
  const isPlain = message.sessionId !== null && !message.parentId && !message.quotedId && !message.forwardedFromId && !message.poll
  const insert = isPlain ? insertPlain : insertReferring
  const { known, place, ...judgement } = await insert(message).catch((error: unknown) => {
    if (isDuplicateId(error)) return insert(message)
    throw error
  })
  if (place) return { ...judgement, message: toMessage(message, place), created: true, replyCount: place.replyCount }
  return { ...judgement, message: known ? await loadState(message.id) : undefined, created: false, replyCount: null }
}

function isDuplicateId(error: unknown): boolean {
  return (error as { constraint?: string }).constraint === 'messages_pkey'
}
