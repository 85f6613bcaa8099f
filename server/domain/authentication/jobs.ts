import { z } from 'zod'
import { jobKind, nightlyPolicy } from '#server/domain/jobs/job-kind.ts'

/** Deletes sessions, refresh tokens and mailed links that expired. */
export const deleteExpiredCredentialsJob = jobKind('delete-expired-credentials', z.object({}), nightlyPolicy)
