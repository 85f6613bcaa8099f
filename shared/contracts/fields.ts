import { z } from 'zod'
import {
  ABOUT_MAX_LENGTH, EMAIL_MAX_LENGTH, NAME_MAX_LENGTH, PAGE_DEFAULT, PAGE_MAX, PASSWORD_MAX_BYTES,
  PASSWORD_MIN_LENGTH, TITLE_MAX_LENGTH,
} from '../limits.ts'
import { isEmoji } from '../emoji.ts'
import { hasVisibleCharacter } from '../visible-text.ts'

/** A UUID of any version, for ids that exist already. */
export const id = z.uuid({ abort: true }).toLowerCase()

/** A UUIDv7 (RFC 9562) that a client generates for something it creates. */
export const newId = z.uuidv7({ abort: true }).toLowerCase()

/** ISO 8601 in UTC. */
export const timestamp = z.iso.datetime()

/** Maximum characters of a time: date, time and nine digits of a second. */
const TIMESTAMP_MAX_LENGTH = 30

/** A time sent by a client. PostgreSQL has no year 0, and ISO 8601 no year after 9999. */
export const clientTimestamp = timestamp.max(TIMESTAMP_MAX_LENGTH).refine(time => time >= '0001', { error: 'too_small' })

// PostgreSQL's text cannot store NUL; its JSON and UTF-8 cannot store half of a surrogate pair.
const STORABLE = /^[^\u0000\p{Cs}]*$/u

// One line without control characters, because the text also appears in mail headers and log lines.
const ONE_LINE = /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u

/**
 * Text with any number of lines, unchanged, of at most `length` UTF-16 code units. Every text from
 * a client uses `text`, `trimmedText` or `line`, or a stricter format (ids, e-mail addresses,
 * emoji).
 */
export function text(length: number) {
  return z.string().max(length, { abort: true }).regex(STORABLE)
}

/** The same, without surrounding white space. */
export function trimmedText(length: number) {
  return z.string().trim().max(length, { abort: true }).regex(STORABLE)
}

/** One line, without surrounding white space. */
export function line(length: number) {
  return z.string().trim().max(length, { abort: true }).regex(ONE_LINE)
}

/** A text with at least one visible character. */
export function visible(schema: z.ZodString) {
  return schema.min(1, { abort: true }).refine(hasVisibleCharacter, { error: 'too_small' })
}

export const personName = visible(line(NAME_MAX_LENGTH))
export const title = visible(line(TITLE_MAX_LENGTH))
export const about = trimmedText(ABOUT_MAX_LENGTH)
export const email = z.string().trim().max(EMAIL_MAX_LENGTH, { abort: true }).toLowerCase().pipe(z.email())

/** One emoji. */
export const emoji = z.string().refine(isEmoji, { error: 'invalid_emoji' })

/** A new password. Only its length is checked, not its composition (ASVS 6.2.5). */
export const newPassword = text(PASSWORD_MAX_BYTES).min(PASSWORD_MIN_LENGTH)
  .refine(password => new TextEncoder().encode(password).length <= PASSWORD_MAX_BYTES, { error: 'too_big' })

/** A password to verify. One that is too short is simply wrong. */
export const password = text(PASSWORD_MAX_BYTES).min(1)

/** A one-time secret from a link: 32 random bytes in base64url. */
export const secret = z.string().regex(/^[\w-]{43}$/)

/** The largest number of PostgreSQL's `integer`. */
const INTEGER_MAX = 2_147_483_647

/**
 * A log position, a version or a count, stored as `integer`. Every whole number from a client uses
 * this or a smaller range.
 */
export const counter = z.int().min(0).max(INTEGER_MAX)

/** The same in a query string. */
export const counterInQuery = z.coerce.number().int().min(0).max(INTEGER_MAX)

export const pageSize = z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT)
