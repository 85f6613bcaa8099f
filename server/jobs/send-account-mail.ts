import { sendAccountMail } from '#server/domain/mail/send-account-mail.ts'
import { jobs } from '#server/domain/jobs.ts'
import { defineJob } from './define-job.ts'

export default defineJob(jobs.sendAccountMail, sendAccountMail)
