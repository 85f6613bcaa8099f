import type { Logger } from 'pino'
import { pino } from 'pino'
import { lateBound } from './late-bound.ts'

/** Names under which a secret or a person's words could come along. */
const SECRET_KEYS = ['password', 'newPassword', 'passwordHash', 'token', 'accessToken', 'refreshToken', 'authorization', 'cookie', 'body', 'secret']

/** JSON lines on standard output. Secrets and message texts are removed wherever they stand. */
export function createLogger(level: string, fields: Record<string, unknown> = {}): Logger {
  return pino({
    level,
    base: fields,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_KEYS.flatMap(key => [key, `*.${key}`, `*.*.${key}`, `*["${key}"]`]), censor: '[removed]' },
  })
}

/** The log of this process. */
export const logger = lateBound<Logger>('log')
