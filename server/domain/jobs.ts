import { z } from 'zod'
import { accountMail } from '#server/domain/mail/account-mail.ts'
import { invitationMail } from '#server/domain/invitations/invitation-mail.ts'
import { linkOfMessage } from '#server/domain/messages/link-of-message.ts'
import { dueMoment } from '#server/domain/scheduled/due-moment.ts'
import type { JobPolicy, JobTransaction, QueuedKind } from '#server/infra/job-queue.ts'
import { jobQueue } from '#server/infra/job-queue.ts'

/** A kind of job: what its payload holds and how it is tried. */
export interface JobKind<Payload extends object> extends QueuedKind {
  /** Ids rather than what they stand for, never a secret: payloads lie in the database. */
  payload: z.ZodType<Payload>
}

const MINUTE = 60
const HOUR = 60 * MINUTE

/** A mail server that restarts is back in a minute, one that broke in some hours: twelve attempts over some five hours. */
const mailPolicy: JobPolicy = { retries: 11, firstPause: 15, longestPause: 2 * HOUR, timeout: 2 * MINUTE, poll: 5 }

/** Once a night, a few attempts: what was missed is done the night after. */
const nightlyPolicy: JobPolicy = { retries: 3, firstPause: MINUTE, longestPause: HOUR, timeout: 30 * MINUTE, poll: MINUTE, cron: '17 3 * * *' }

/** A preview that comes late is of little use, and a page that is away is remembered as such. */
const previewPolicy: JobPolicy = { retries: 1, firstPause: 5, longestPause: MINUTE, timeout: MINUTE, poll: 5 }

/** What falls due has its own job, to the second; every minute another one looks for what was lost. */
const duePolicy: JobPolicy = { retries: 2, firstPause: 5, longestPause: MINUTE, timeout: 2 * MINUTE, poll: 5, cron: '* * * * *' }

/** Every kind of job there is. `server/jobs` has the handler of each. */
export const jobs = {
  sendAccountMail: kind('send-account-mail', accountMail, mailPolicy),
  sendInvitationMail: kind('send-invitation-mail', invitationMail, mailPolicy),
  previewLink: kind('preview-link', linkOfMessage, previewPolicy),
  fallDue: kind('fall-due', dueMoment, duePolicy),
  applyRetention: kind('apply-retention', z.object({}), { ...nightlyPolicy, timeout: 3 * HOUR, cron: '47 2 * * *' }),
  deleteEndedInvitations: kind('delete-ended-invitations', z.object({}), { ...nightlyPolicy, cron: '27 3 * * *' }),
  forgetOldSteps: kind('forget-old-steps', z.object({}), { ...nightlyPolicy, cron: '37 3 * * *' }),
  deleteExpiredCredentials: kind('delete-expired-credentials', z.object({}), nightlyPolicy),
}

function kind<Payload extends object>(name: string, payload: z.ZodType<Payload>, policy: JobPolicy): JobKind<Payload> {
  return { name, payload, policy }
}

interface Origin {
  /** The request that asks for the job, for its log lines. */
  requestId: string
  /** Lets the job commit together with the rows it is about; `wake` it after the commit. */
  transaction?: JobTransaction
  /** When it is to be done; at once without it. */
  at?: Date
}

/** Puts a job into the queue. It survives the end of this process and runs at least once, on any node. */
export async function enqueue<Payload extends object>({ name, payload: schema }: JobKind<Payload>, payload: Payload, { requestId, transaction, at }: Origin): Promise<void> {
  await jobQueue().send(name, { payload: schema.parse(payload), requestId }, { transaction, at })
  if (!transaction && !at) jobQueue().wake(name)
}

/** Lets this node do at once what a transaction has just committed; without it the job waits for the next poll. */
export function wake({ name }: QueuedKind): void {
  jobQueue().wake(name)
}
