import { forgetPages } from '#server/domain/previews/forget-pages.ts'
import { expireMessages } from './expire-messages.ts'
import { purgeMessages } from './purge-messages.ts'

/**
 * Deletes what is older than its project or conversation keeps it, and takes the text of what was
 * deleted long ago out of the database, and what pages said that nobody needs any more. Doing it again goes on where it was interrupted.
 */
export async function applyRetention({ now }: { now: Date }): Promise<void> {
  await expireMessages({ now })
  await purgeMessages({ now })
  await forgetPages({ now })
}
