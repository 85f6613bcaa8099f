import { deleteExpiredPages } from '#server/domain/previews/delete-expired-pages.ts'
import { expireMessages } from './expire-messages.ts'
import { purgeMessages } from './purge-messages.ts'

/**
 * Deletes expired messages, purges the text of messages that were deleted long ago, and deletes expired
 * pages of link previews. A repeated call continues where an interrupted one stopped.
 */
export async function applyRetention({ now }: { now: Date }): Promise<void> {
  await expireMessages({ now })
  await purgeMessages({ now })
  await deleteExpiredPages({ now })
}
