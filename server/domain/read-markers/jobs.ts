import { z } from 'zod'
import { jobKind, nightlyPolicy } from '#server/domain/jobs/job-kind.ts'

/** Deletes times of reading that are too old to be shown. */
export const pruneReadMovesJob = jobKind('forget-old-steps', z.object({}), { ...nightlyPolicy, cron: '37 3 * * *' })
