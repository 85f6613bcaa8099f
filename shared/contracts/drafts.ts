import { z } from 'zod'
import { DRAFT_AGE_MAX_MS, MESSAGE_MAX_LENGTH } from '../limits.ts'
import { defineContract } from './contract.ts'
import { id, text, timestamp } from './fields.ts'

/**
 * The draft of a user in a conversation, or in the thread of `rootId`; an empty body means none.
 * `writtenAt` uses the server's clock and never decreases.
 */
export const draft = z.strictObject({ conversationId: id, rootId: id.nullable(), body: z.string(), writtenAt: timestamp })

const written = z.strictObject({ body: text(MESSAGE_MAX_LENGTH), age: z.int().min(0).max(DRAFT_AGE_MAX_MS) })

export const saveDraft = defineContract('saveDraft', {
  summary: 'Save the draft of a conversation, written `age` milliseconds ago; returns the latest draft, which may be from another device',
  access: 'user',
  limits: ['draft'],
  params: z.strictObject({ conversationId: id }),
  body: written,
  response: draft,
  errors: ['not_found'],
})

export const saveThreadDraft = defineContract('saveThreadDraft', {
  summary: 'Save the draft of a thread, as `saveDraft` does for a conversation',
  access: 'user',
  limits: ['draft'],
  params: z.strictObject({ messageId: id }),
  body: written,
  response: draft,
  errors: ['not_found'],
})

export const listDrafts = defineContract('listDrafts', {
  summary: 'List your drafts of all conversations and threads, without empty ones',
  access: 'user',
  limits: ['read'],
  response: z.array(draft),
})
