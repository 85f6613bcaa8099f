import { z } from 'zod'
import { recordOf } from '../message-references.ts'
import { id } from './fields.ts'
import { newPoll, poll } from './poll.ts'

/** What a stored message refers to. The ids are null where there is nothing to refer to. */
export const references = z.strictObject({
  ...recordOf(() => id.nullable()),
  /** The root of its thread; null outside of threads. */
  rootId: id.nullable(),
  /** A reply that is listed in the conversation as well. */
  alsoInConversation: z.boolean(),
  /** The poll that the text asks, with the votes. */
  poll: poll.nullable(),
})

/** What a message refers to when it is sent. The server finds the root from the parent. */
export const newReferences = z.strictObject({
  ...recordOf(() => id.optional()),
  alsoInConversation: z.boolean().optional(),
  poll: newPoll.optional(),
})
