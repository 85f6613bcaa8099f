import { z } from 'zod'
import { POLL_OPTION_MAX_LENGTH, POLL_OPTIONS_MAX, POLL_OPTIONS_MIN } from '../limits.ts'
import { clientTimestamp, counter, id, timestamp, trimmedText, visible } from './fields.ts'

const optionText = visible(trimmedText(POLL_OPTION_MAX_LENGTH))

// Earlier years are refused: the database and JavaScript do not agree on all of them.
const closing = clientTimestamp.refine(time => time >= '1970', { error: 'too_small' })

/** A new poll. The text of its message is the question. */
export const newPoll = z.strictObject({
  /** Whether a user may choose several options. */
  multiple: z.boolean(),
  /** Whether votes are shown without names. */
  anonymous: z.boolean(),
  /** When it closes automatically; null: only when a user closes it. */
  closesAt: closing.nullable(),
  options: z.array(optionText).min(POLL_OPTIONS_MIN).max(POLL_OPTIONS_MAX)
    .refine(options => new Set(options).size === options.length, { error: 'not_distinct' }),
})

/** An option and its voters. `userIds` is empty in an anonymous poll and when more than 100 users voted. */
const option = z.strictObject({ text: z.string(), votes: counter, userIds: z.array(id) })

/** The current state of a poll. */
export const poll = z.strictObject({
  multiple: z.boolean(),
  anonymous: z.boolean(),
  closesAt: timestamp.nullable(),
  /** When a user closed it. It also counts as closed from `closesAt` on, without an event. */
  closedAt: timestamp.nullable(),
  options: z.array(option),
  /** The number of users who voted. */
  voters: counter,
})

/** The complete vote of a user: the indexes of the chosen options, from 0. */
export const choice = z.array(z.int().min(0).max(POLL_OPTIONS_MAX - 1)).max(POLL_OPTIONS_MAX)
  .refine(positions => new Set(positions).size === positions.length, { error: 'not_distinct' })
