import { deleteEndedInvitations } from '#server/domain/invitations/delete-ended-invitations.ts'
import { jobs } from '#server/domain/jobs.ts'
import { defineJob } from './define-job.ts'

export default defineJob(jobs.deleteEndedInvitations, () => deleteEndedInvitations({ now: new Date() }))
