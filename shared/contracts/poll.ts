import { z } from 'zod'
import { POLL_OPTION_MAX_LENGTH, POLL_OPTIONS_MAX, POLL_OPTIONS_MIN } from '../limits.ts'
import { counter, id, moment, timestamp, trimmedText, visible } from './fields.ts'

const optionText = visible(trimmedText(POLL_OPTION_MAX_LENGTH))

// Years that are written in four digits are all that the database and the calendar agree on.
const closing = moment.refine(time => time >= '1970', { error: 'too_small' })

/** A poll as it is sent: the text of its message is the question. */
export const newPoll = z.strictObject({
  /** Whether one person may choose several answers. */
  multiple: z.boolean(),
  /** Whether nobody learns who chose what. */
  anonymous: z.boolean(),
  /** When it closes by itself; null: only by hand. */
  closesAt: closing.nullable(),
  options: z.array(optionText).min(POLL_OPTIONS_MIN).max(POLL_OPTIONS_MAX)
    .refine(options => new Set(options).size === options.length, { error: 'not_distinct' }),
})

/** One answer and who gave it. `userIds` is empty in an anonymous poll, for everybody, and when more than 100 answered. */
const option = z.strictObject({ text: z.string(), votes: counter, userIds: z.array(id) })

/** A poll as it stands. */
export const poll = z.strictObject({
  multiple: z.boolean(),
  anonymous: z.boolean(),
  closesAt: timestamp.nullable(),
  /** When it was closed by hand. It also counts as closed from `closesAt` on, without an event. */
  closedAt: timestamp.nullable(),
  options: z.array(option),
  /** How many people answered. */
  voters: counter,
})

/** The whole vote of one person: the positions of what they chose, counted from 0. */
export const choice = z.array(z.int().min(0).max(POLL_OPTIONS_MAX - 1)).max(POLL_OPTIONS_MAX)
  .refine(positions => new Set(positions).size === positions.length, { error: 'not_distinct' })
