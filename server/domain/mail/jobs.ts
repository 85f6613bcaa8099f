import { jobKind, mailPolicy } from '#server/domain/jobs/job-kind.ts'
import { accountMail } from './account-mail.ts'

/** Sends a mail about an account. */
export const sendAccountMailJob = jobKind('send-account-mail', accountMail, mailPolicy)
