import type { DestinationStream, Logger } from 'pino'
import { pino } from 'pino'
import { lateBound } from './late-bound.ts'

/** Names under which a secret or a person's words could come along. */
const SECRET_KEYS = ['password', 'newPassword', 'passwordHash', 'token', 'accessToken', 'refreshToken', 'authorization', 'cookie', 'body', 'secret']

/** JSON lines on standard output. Secrets and message texts are removed wherever they stand. */
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
 * What is needed to find the cause. Drivers hang more on their errors: the values of the row that
 * broke a rule, and the whole connection with its keys.
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
