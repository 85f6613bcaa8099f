import { z } from 'zod'
import { jobKind, nightlyPolicy } from '#server/domain/jobs/job-kind.ts'

/** Deletes messages and texts that are older than they are kept. */
export const applyRetentionJob = jobKind('apply-retention', z.object({}), { ...nightlyPolicy, timeout: 3 * 3_600, cron: '47 2 * * *' })
