import { z } from 'zod'
import { DRAFT_AGE_MAX_MS, MESSAGE_MAX_LENGTH } from '../limits.ts'
import { defineContract } from './contract.ts'
import { id, text, timestamp } from './fields.ts'

/**
 * What a person began to write in a conversation, or in the thread of `rootId`; empty: nothing.
 * `writtenAt` is by the server's clock, and only ever grows.
 */
export const draft = z.strictObject({ conversationId: id, rootId: id.nullable(), body: z.string(), writtenAt: timestamp })

const written = z.strictObject({ body: text(MESSAGE_MAX_LENGTH), age: z.int().min(0).max(DRAFT_AGE_MAX_MS) })

export const saveDraft = defineContract('saveDraft', {
  summary: 'Keep what you began to write, `age` milliseconds ago. Answers the one that was written last, which may be another device\'s',
  access: 'person',
  limits: ['draft'],
  params: z.strictObject({ conversationId: id }),
  body: written,
  response: draft,
  errors: ['not_found'],
})

export const saveThreadDraft = defineContract('saveThreadDraft', {
  summary: 'Keep what you began to write in the thread of this root, as `saveDraft` does for a conversation',
  access: 'person',
  limits: ['draft'],
  params: z.strictObject({ messageId: id }),
  body: written,
  response: draft,
  errors: ['not_found'],
})

export const listDrafts = defineContract('listDrafts', {
  summary: 'What you began to write, in all conversations and threads; those that are empty are left out',
  access: 'person',
  limits: ['read'],
  response: z.array(draft),
})
