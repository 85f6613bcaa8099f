import type { z } from 'zod'
import type { JobPolicy, QueuedKind } from '#server/infra/job-queue.ts'

/** A kind of job: its payload and retry policy. Each domain noun declares its kinds in `jobs.ts`. */
export interface JobKind<Payload extends object> extends QueuedKind {
  /** Contains ids, never content or secrets, because payloads are stored in the database. */
  payload: z.ZodType<Payload>
}

export function jobKind<Payload extends object>(name: string, payload: z.ZodType<Payload>, policy: JobPolicy): JobKind<Payload> {
  return { name, payload, policy }
}

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Twelve attempts within about five hours: enough for a restart or an outage of the mail server. */
export const mailPolicy: JobPolicy = { retries: 11, firstPause: 15, longestPause: 2 * HOUR, timeout: 2 * MINUTE, poll: 5 }

/** Once a night with a few attempts. Work of a failed run is done the next night. */
export const nightlyPolicy: JobPolicy = { retries: 3, firstPause: MINUTE, longestPause: HOUR, timeout: 30 * MINUTE, poll: MINUTE, cron: '17 3 * * *' }

/** Few attempts: a late preview has little value, and the failure of an unreachable page is stored. */
export const previewPolicy: JobPolicy = { retries: 1, firstPause: 5, longestPause: MINUTE, timeout: MINUTE, poll: 5 }

/** Each due time has its own job, to the second. A job every minute handles those that were missed. */
export const duePolicy: JobPolicy = { retries: 2, firstPause: 5, longestPause: MINUTE, timeout: 2 * MINUTE, poll: 5, cron: '* * * * *' }
