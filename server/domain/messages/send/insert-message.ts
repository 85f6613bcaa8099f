import { referenceIds } from '#shared/message-references.ts'
import type { Message } from '#shared/types.ts'
import { insertPlain } from './insert-plain.ts'
import { insertWithReferences } from './insert-with-references.ts'
import { loadMessageState } from '#server/domain/read-model/load-message-state.ts'
import type { InsertResult, NewMessage } from './new-message.ts'
import { toMessage } from './new-message.ts'

/** The result of inserting a message. */
export interface Insertion extends Omit<InsertResult, 'inserted' | 'known'> {
  /** The message with this id, even if another user wrote it; undefined if there is none. */
  message: Message | undefined
  created: boolean
  /** How many replies its thread had after the insertion; null outside of threads and if it existed before. */
  replyCount: number | null
}

/**
 * Inserts a message, or finds the one with the same id. Of two parallel attempts with one id, the
 * later one fails on the primary key; its log positions are rolled back, and its repetition finds the
 * first message.
 */
export async function insertMessage(message: NewMessage): Promise<Insertion> {
  const isPlain = message.sessionId !== null && !message.poll && referenceIds.every(name => !message[name])
  const insert = isPlain ? insertPlain : insertWithReferences
  const { known, inserted, ...checks } = await insert(message).catch((error: unknown) => {
    if (isDuplicateId(error)) return insert(message)
    throw error
  })
  if (inserted) return { ...checks, message: toMessage(message, inserted), created: true, replyCount: inserted.replyCount }
  return { ...checks, message: known ? await loadMessageState(message.id) : undefined, created: false, replyCount: null }
}

function isDuplicateId(error: unknown): boolean {
  return (error as { constraint?: string }).constraint === 'messages_pkey'
}
