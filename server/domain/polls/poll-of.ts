import { AppError } from '#shared/errors.ts'
import type { Message, Poll } from '#shared/types.ts'

/**
 * The poll that a message asks.
 * @throws AppError `message_deleted`, `not_found` when it asks none
 */
export function pollOf({ deletedAt, poll }: Message): Poll {
  if (deletedAt) throw new AppError('message_deleted')
  if (!poll) throw new AppError('not_found')
  return poll
}
