import { z } from 'zod'
import { jobKind, mailPolicy, nightlyPolicy } from '#server/domain/jobs/job-kind.ts'
import { invitationMail } from './invitation-mail.ts'

/** Sends the mail of an invitation. */
export const sendInvitationMailJob = jobKind('send-invitation-mail', invitationMail, mailPolicy)

/** Deletes invitations that expired or were revoked long ago. */
export const deleteEndedInvitationsJob = jobKind('delete-ended-invitations', z.object({}), { ...nightlyPolicy, cron: '27 3 * * *' })
