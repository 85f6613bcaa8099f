import type { z } from 'zod'
import type { JobPolicy, QueuedKind } from '#server/infra/job-queue.ts'

/** A kind of job: what its payload holds and how it is retried. Each noun declares its own in its `jobs.ts`. */
export interface JobKind<Payload extends object> extends QueuedKind {
  /** Ids rather than what they stand for, never a secret: payloads are stored in the database. */
  payload: z.ZodType<Payload>
}

export function jobKind<Payload extends object>(name: string, payload: z.ZodType<Payload>, policy: JobPolicy): JobKind<Payload> {
  return { name, payload, policy }
}

const MINUTE = 60
const HOUR = 60 * MINUTE

/** A mail server that restarts is back in a minute, a broken one in some hours: twelve attempts within about five hours. */
export const mailPolicy: JobPolicy = { retries: 11, firstPause: 15, longestPause: 2 * HOUR, timeout: 2 * MINUTE, poll: 5 }

/** Once a night with a few attempts. What was missed runs the night after. */
export const nightlyPolicy: JobPolicy = { retries: 3, firstPause: MINUTE, longestPause: HOUR, timeout: 30 * MINUTE, poll: MINUTE, cron: '17 3 * * *' }

/** A preview that comes late is of little use, and an unreachable page is remembered as such. */
export const previewPolicy: JobPolicy = { retries: 1, firstPause: 5, longestPause: MINUTE, timeout: MINUTE, poll: 5 }

/** Each due time has its own job, to the second. A job every minute looks for what was lost. */
export const duePolicy: JobPolicy = { retries: 2, firstPause: 5, longestPause: MINUTE, timeout: 2 * MINUTE, poll: 5, cron: '* * * * *' }
