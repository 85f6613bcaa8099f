import { z } from 'zod'
import { defineContract } from './contract.ts'
import { id, timestamp } from './fields.ts'
import { userSummary } from './users.ts'

/** Whether a person has read a message; `readAt` is null before, and when nobody knows the time. */
export const reader = z.strictObject({ user: userSummary, read: z.boolean(), readAt: timestamp.nullable() })

export const listReaders = defineContract('listReaders', {
  summary: 'Who else has read a message, and when: of those who show it, to those who show it too',
  access: 'person',
  limits: ['read'],
  params: z.strictObject({ messageId: id }),
  response: z.array(reader),
  errors: ['not_found', 'message_deleted'],
})
