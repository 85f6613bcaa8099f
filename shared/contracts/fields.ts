import { z } from 'zod'
import {
  ABOUT_MAX_LENGTH, EMAIL_MAX_LENGTH, NAME_MAX_LENGTH, PAGE_DEFAULT, PAGE_MAX, PASSWORD_MAX_BYTES,
  PASSWORD_MIN_LENGTH, TITLE_MAX_LENGTH,
} from '../limits.ts'

/** A UUID of any version: ids that a client only repeats. */
export const id = z.uuid({ abort: true }).toLowerCase()

/** A UUIDv7 (RFC 9562), made by a client for a thing that it creates. */
export const newId = z.uuidv7({ abort: true }).toLowerCase()

/** Ids travel lower-case and time in ISO 8601, UTC. */
export const timestamp = z.iso.datetime()

/** A moment that a client names: PostgreSQL knows no year 0, and ISO 8601 no year after 9999. */
export const moment = timestamp.refine(time => time >= '0001', { error: 'too_small' })

// One line without control characters: such a text also ends up in mail headers and log lines.
const oneLine = /^[^\u0000-\u001f\u007f\u2028\u2029]*$/

export const personName = z.string().trim().min(1).max(NAME_MAX_LENGTH).regex(oneLine)
export const title = z.string().trim().min(1).max(TITLE_MAX_LENGTH).regex(oneLine)
// PostgreSQL's text holds every character but NUL.
export const about = z.string().trim().max(ABOUT_MAX_LENGTH).regex(/^[^\u0000]*$/)
export const email = z.string().trim().max(EMAIL_MAX_LENGTH, { abort: true }).toLowerCase().pipe(z.email())

/** A password to be set: length only, no rules of composition (ASVS 6.2.5). */
export const newPassword = z.string().min(PASSWORD_MIN_LENGTH)
  .refine(password => new TextEncoder().encode(password).length <= PASSWORD_MAX_BYTES, { error: 'too_big' })

/** A password to be checked. A too short one is simply wrong. */
export const password = z.string().min(1).max(PASSWORD_MAX_BYTES)

/** A one-time secret from a link: 32 random bytes in base64url. */
export const secret = z.string().regex(/^[\w-]{43}$/)

/** The largest number of PostgreSQL's `integer`, in which positions are kept. */
const POSITION_MAX = 2_147_483_647

/** A position in the log of a conversation. */
export const cursor = z.int().min(0).max(POSITION_MAX)

/** A position in a query string. */
export const position = z.coerce.number().int().min(0).max(POSITION_MAX)
export const pageSize = z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT)
