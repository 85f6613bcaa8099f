import type { jobs } from '#server/domain/jobs.ts'
import type { JobAttempt } from '#server/infra/run-job.ts'
import type { Handler } from './define-job.ts'
import applyRetention from './apply-retention.ts'
import deleteEndedInvitations from './delete-ended-invitations.ts'
import deleteExpiredCredentials from './delete-expired-credentials.ts'
import fallDue from './fall-due.ts'
import forgetOldSteps from './forget-old-steps.ts'
import previewLink from './preview-link.ts'
import sendAccountMail from './send-account-mail.ts'
import sendInvitationMail from './send-invitation-mail.ts'

/** Who does which job; a kind without a line here does not compile. */
const handlers: Record<keyof typeof jobs, Handler> = {
  sendAccountMail, sendInvitationMail, previewLink, fallDue, applyRetention, deleteEndedInvitations, forgetOldSteps,
  deleteExpiredCredentials,
}

/** The same by the names under which the queue keeps them. */
export const attempts: Readonly<Record<string, JobAttempt>> = Object.fromEntries(Object.values(handlers))
