import { sendInvitationMail } from '#server/domain/invitations/send-invitation-mail.ts'
import { jobs } from '#server/domain/jobs.ts'
import { defineJob } from './define-job.ts'

export default defineJob(jobs.sendInvitationMail, sendInvitationMail)
