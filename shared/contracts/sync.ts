import { z } from 'zod'
import { SYNC_CURSORS_MAX, SYNC_FOLLOWED_MAX } from '../limits.ts'
import { defineContract } from './contract.ts'
import { conversation } from './conversations.ts'
import { counter, counterInQuery, id, pageSize } from './fields.ts'
import { message } from './messages.ts'

/**
 * The current state of every message changed after the cursor, with the head of the same moment.
 * `anew` says that the page is the last one of the conversation and replaces what was known;
 * `done` says that nothing follows: the cursor may move to `head.changeSeq`.
 */
export const changes = z.strictObject({
  epoch: z.uuid(),
  anew: z.boolean(),
  done: z.boolean(),
  head: conversation,
  messages: z.array(message),
})

export const listChanges = defineContract('listChanges', {
  summary: 'Catch up with one conversation; without `after`, start with its last page',
  access: 'person',
  limits: ['read'],
  params: z.strictObject({ conversationId: id }),
  query: z.strictObject({ after: counterInQuery.optional(), limit: pageSize }),
  response: changes,
  errors: ['not_found'],
})

export const sync = defineContract('sync', {
  summary: 'Say what you know, learn which conversations are new, changed or gone',
  access: 'person',
  limits: ['read'],
  body: z.strictObject({
    /** The epoch of the last sync. A different one on the server means: start anew. */
    epoch: z.uuid().optional(),
    cursors: z.record(id, counter).refine(cursors => Object.keys(cursors).length <= SYNC_CURSORS_MAX),
    /** Conversations on the screen: the first page of their changes comes along, and with it the read markers of others, which take no line of the log. Without a cursor it is the last page. */
    followed: z.array(id).max(SYNC_FOLLOWED_MAX).optional(),
  }),
  response: z.strictObject({
    epoch: z.uuid(),
    /** The heads of conversations that are new to the client or have changed, but for the followed ones. */
    conversations: z.array(conversation),
    /** What `listChanges` would answer for each followed conversation that there is: whoever comes back needs no second question. */
    changes: z.array(changes),
    /** Read markers and presence of the unchanged ones come with this checksum, see `unreadChecksum`. */
    unreadChecksum: z.string(),
    gone: z.array(id),
  }),
})
