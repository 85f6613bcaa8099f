import { deleteExpiredCredentials } from '#server/domain/authentication/delete-expired-credentials.ts'
import { deleteExpiredCredentialsJob } from '#server/domain/authentication/jobs.ts'
import { deleteEndedInvitations } from '#server/domain/invitations/delete-ended-invitations.ts'
import { deleteEndedInvitationsJob, sendInvitationMailJob } from '#server/domain/invitations/jobs.ts'
import { sendInvitationMail } from '#server/domain/invitations/send-invitation-mail.ts'
import { sendAccountMailJob } from '#server/domain/mail/jobs.ts'
import { sendAccountMail } from '#server/domain/mail/send-account-mail.ts'
import { previewLinkJob } from '#server/domain/messages/jobs.ts'
import { previewLink } from '#server/domain/previews/preview-link.ts'
import { pruneReadMovesJob } from '#server/domain/read-markers/jobs.ts'
import { pruneReadMoves } from '#server/domain/read-markers/prune-read-moves.ts'
import { applyRetention } from '#server/domain/retention/apply-retention.ts'
import { applyRetentionJob } from '#server/domain/retention/jobs.ts'
import { fallDueJob } from '#server/domain/scheduled/jobs.ts'
import type { JobAttempt } from '#server/infra/run-job.ts'
import { defineJob } from './define-job.ts'
import { fallDue } from './fall-due.ts'

/** All job handlers. */
export const handlers = [
  defineJob(sendAccountMailJob, sendAccountMail),
  defineJob(sendInvitationMailJob, sendInvitationMail),
  defineJob(previewLinkJob, previewLink),
  defineJob(fallDueJob, fallDue),
  defineJob(applyRetentionJob, () => applyRetention({ now: new Date() })),
  defineJob(deleteEndedInvitationsJob, () => deleteEndedInvitations({ now: new Date() })),
  defineJob(deleteExpiredCredentialsJob, () => deleteExpiredCredentials({ now: new Date() })),
  defineJob(pruneReadMovesJob, () => pruneReadMoves({ now: new Date() })),
]

/** All kinds of jobs, for the queue. */
export const jobKinds = handlers.map(({ kind }) => kind)

/** Handler functions by the name of their kind in the queue. */
export const attempts: Readonly<Record<string, JobAttempt>> = Object.fromEntries(handlers.map(({ kind, run }) => [kind.name, run]))
