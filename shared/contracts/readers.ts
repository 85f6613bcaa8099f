import { z } from 'zod'
import { defineContract } from './contract.ts'
import { id, timestamp } from './fields.ts'
import { userSummary } from './users.ts'

/** Whether a user has read a message. `readAt` is null if they have not, or if the time is unknown. */
export const reader = z.strictObject({ user: userSummary, read: z.boolean(), readAt: timestamp.nullable() })

export const listReaders = defineContract('listReaders', {
  summary: 'List who else has read a message and when; only among users who show read receipts',
  access: 'user',
  limits: ['read'],
  params: z.strictObject({ messageId: id }),
  response: z.array(reader),
  errors: ['not_found', 'message_deleted'],
})
