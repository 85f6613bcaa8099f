import { z } from 'zod'
import { jobKind, nightlyPolicy } from '#server/domain/jobs/job-kind.ts'

/** Deletes the times of reading that nobody is shown any more. */
export const pruneReadMovesJob = jobKind('forget-old-steps', z.object({}), { ...nightlyPolicy, cron: '37 3 * * *' })
