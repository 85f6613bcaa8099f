import { z } from 'zod'
import { SYNC_CURSORS_MAX, SYNC_FOLLOWED_MAX } from '../limits.ts'
import { defineContract } from './contract.ts'
import { conversation } from './conversations.ts'
import { counter, counterInQuery, id, pageSize } from './fields.ts'
import { message } from './messages.ts'

/**
 * The current state of every message changed after the cursor, with the head of the same moment.
 * `reset`: the page is the last one of the conversation and replaces all messages of the client.
 * `done`: no page follows, and the cursor moves to `head.changeSeq`.
 */
export const changes = z.strictObject({
  epoch: z.uuid(),
  reset: z.boolean(),
  /** @deprecated The former name of `reset`, for clients of version 0.1. */
  anew: z.boolean().optional(),
  done: z.boolean(),
  head: conversation,
  messages: z.array(message),
})

export const listChanges = defineContract('listChanges', {
  summary: 'Catch up with one conversation; without `after`, start with its last page',
  access: 'user',
  limits: ['read'],
  params: z.strictObject({ conversationId: id }),
  query: z.strictObject({ after: counterInQuery.optional(), limit: pageSize }),
  response: changes,
  errors: ['not_found'],
})

export const sync = defineContract('sync', {
  summary: 'Compare cursors with the server: which conversations are new, changed or gone',
  access: 'user',
  limits: ['read'],
  body: z.strictObject({
    /** The epoch of the last sync. A different one on the server means: start from the beginning. */
    epoch: z.uuid().optional(),
    cursors: z.record(id, counter).refine(cursors => Object.keys(cursors).length <= SYNC_CURSORS_MAX),
    /** Open conversations. The response includes the first page of their changes with the read markers of others, or the last page when there is no cursor. */
    followed: z.array(id).max(SYNC_FOLLOWED_MAX).optional(),
  }),
  response: z.strictObject({
    epoch: z.uuid(),
    /** Heads of new and changed conversations, without the followed ones. */
    conversations: z.array(conversation),
    /** The response of `listChanges` for each followed conversation, so that a returning client needs no second request. */
    changes: z.array(changes),
    /** Checksum of the unread state of all conversations, see `unreadChecksum`. */
    unreadChecksum: z.string(),
    gone: z.array(id),
  }),
})
