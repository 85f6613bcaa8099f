import { deleteExpiredCredentials } from '#server/domain/authentication/delete-expired-credentials.ts'
import { jobs } from '#server/domain/jobs.ts'
import { defineJob } from './define-job.ts'

export default defineJob(jobs.deleteExpiredCredentials, () => deleteExpiredCredentials({ now: new Date() }))
