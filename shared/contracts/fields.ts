import { z } from 'zod'
import {
  ABOUT_MAX_LENGTH, EMAIL_MAX_LENGTH, NAME_MAX_LENGTH, PAGE_DEFAULT, PAGE_MAX, PASSWORD_MAX_BYTES,
  PASSWORD_MIN_LENGTH, TITLE_MAX_LENGTH,
} from '../limits.ts'
import { isEmoji } from '../emoji.ts'
import { hasVisibleCharacter } from '../visible-text.ts'

/** A UUID of any version: ids that a client only repeats. */
export const id = z.uuid({ abort: true }).toLowerCase()

/** A UUIDv7 (RFC 9562), made by a client for a thing that it creates. */
export const newId = z.uuidv7({ abort: true }).toLowerCase()

/** Ids travel lower-case and time in ISO 8601, UTC. */
export const timestamp = z.iso.datetime()

/** Characters of a moment at most: the date, the time and nine digits of a second. */
const MOMENT_MAX_LENGTH = 30

/** A moment that a client names: PostgreSQL knows no year 0, and ISO 8601 no year after 9999. */
export const moment = timestamp.max(MOMENT_MAX_LENGTH).refine(time => time >= '0001', { error: 'too_small' })

// PostgreSQL's text holds every character but NUL; its JSON and UTF-8 hold no half of a surrogate pair.
const STORABLE = /^[^\u0000\p{Cs}]*$/u

// One line without control characters: such a text also ends up in mail headers and log lines.
const ONE_LINE = /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u

/**
 * Text of any number of lines, as it was written, of at most this many UTF-16 code units. Every
 * text that a client sends is one of these three, or has a stricter form of its own (ids, e-mail
 * addresses, emoji).
 */
export function text(length: number) {
  return z.string().max(length, { abort: true }).regex(STORABLE)
}

/** The same without the white space around it. */
export function trimmedText(length: number) {
  return z.string().trim().max(length, { abort: true }).regex(STORABLE)
}

/** One line, without the white space around it. */
export function line(length: number) {
  return z.string().trim().max(length, { abort: true }).regex(ONE_LINE)
}

/** A text that a person must be able to read: at least one character of it is visible. */
export function visible(schema: z.ZodString) {
  return schema.min(1, { abort: true }).refine(hasVisibleCharacter, { error: 'too_small' })
}

export const personName = visible(line(NAME_MAX_LENGTH))
export const title = visible(line(TITLE_MAX_LENGTH))
export const about = trimmedText(ABOUT_MAX_LENGTH)
export const email = z.string().trim().max(EMAIL_MAX_LENGTH, { abort: true }).toLowerCase().pipe(z.email())

/** One emoji. */
export const emoji = z.string().refine(isEmoji, { error: 'invalid_emoji' })

/** A password to be set: length only, no rules of composition (ASVS 6.2.5). */
export const newPassword = text(PASSWORD_MAX_BYTES).min(PASSWORD_MIN_LENGTH)
  .refine(password => new TextEncoder().encode(password).length <= PASSWORD_MAX_BYTES, { error: 'too_big' })

/** A password to be checked. A too short one is simply wrong. */
export const password = text(PASSWORD_MAX_BYTES).min(1)

/** A one-time secret from a link: 32 random bytes in base64url. */
export const secret = z.string().regex(/^[\w-]{43}$/)

/** The largest number of PostgreSQL's `integer`. */
const INTEGER_MAX = 2_147_483_647

/**
 * A position in a log, a version, or how many there are of something: what the database keeps as
 * `integer`. Every whole number that a client sends is one of these, or is bounded more closely.
 */
export const counter = z.int().min(0).max(INTEGER_MAX)

/** The same in a query string. */
export const counterInQuery = z.coerce.number().int().min(0).max(INTEGER_MAX)

export const pageSize = z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT)
