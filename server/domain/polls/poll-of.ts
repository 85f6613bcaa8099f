import { AppError } from '#shared/errors.ts'
import type { Message, Poll } from '#shared/types.ts'

/**
 * The poll of a message.
 * @throws AppError `message_deleted`, `not_found` when it has none
 */
export function pollOf({ deletedAt, poll }: Message): Poll {
  if (deletedAt) throw new AppError('message_deleted')
  if (!poll) throw new AppError('not_found')
  return poll
}
