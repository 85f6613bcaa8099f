import { z } from 'zod'
import { defineContract } from './contract.ts'
import { unreadBase } from './conversations.ts'
import { counter, counterInQuery, id, pageSize } from './fields.ts'
import { message } from './messages.ts'

/** A reader's view of a thread. `unread` counts replies of others after their marker. */
export const threadView = z.strictObject({
  following: z.boolean(),
  lastReadSeq: counter,
  unread: unreadBase,
})

const ofRoot = z.strictObject({ messageId: id })

export const readThread = defineContract('readThread', {
  summary: 'Read a thread by its root: the latest page of replies, in chronological order',
  access: 'user',
  limits: ['read'],
  params: ofRoot,
  query: z.strictObject({ before: counterInQuery.optional(), limit: pageSize }),
  response: z.strictObject({ root: message, replies: z.array(message), mine: threadView }),
  errors: ['not_found'],
})

export const updateThread = defineContract('updateThread', {
  summary: 'Follow or unfollow a thread, and move your read marker in it forward',
  access: 'user',
  limits: ['command'],
  params: ofRoot,
  body: z.strictObject({ following: z.boolean().optional(), lastReadSeq: counter.optional() }),
  response: threadView,
  errors: ['not_found'],
})

/** A thread in the list of followed threads. */
export const followedThread = z.strictObject({ root: message, lastReply: message, mine: threadView })

export const listThreads = defineContract('listThreads', {
  summary: 'List the threads you follow, latest reply first; `before` is the root id of the last thread of the previous page',
  access: 'user',
  limits: ['read'],
  query: z.strictObject({ before: id.optional(), limit: pageSize }),
  response: z.array(followedThread),
})
