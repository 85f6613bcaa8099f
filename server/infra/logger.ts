import type { DestinationStream, Logger } from 'pino'
import { pino } from 'pino'
import { lateBound } from './late-bound.ts'

/** Field names that may contain a secret or the text of a message. */
const SECRET_KEYS = ['password', 'newPassword', 'passwordHash', 'token', 'accessToken', 'refreshToken', 'authorization', 'cookie', 'body', 'secret']

/** Creates a logger that writes JSON lines to standard output, without secrets and message texts. */
export function createLogger(level: string, fields: Record<string, unknown> = {}, destination: DestinationStream = pino.destination(1)): Logger {
  return pino({
    level,
    base: fields,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_KEYS.flatMap(key => [key, `*.${key}`, `*.*.${key}`, `*["${key}"]`]), censor: '[removed]' },
    serializers: { err: describeError },
  }, destination)
}

/**
 * Keeps only what is needed to find the cause. Database drivers attach more to their errors, such
 * as row values and the connection with its password.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code } = error as NodeJS.ErrnoException
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code !== undefined && { code }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}

/** The log of this process. */
export const logger = lateBound<Logger>('log')
