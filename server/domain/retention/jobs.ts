import { z } from 'zod'
import { jobKind, nightlyPolicy } from '#server/domain/jobs/job-kind.ts'

/** Deletes messages and purges texts after their retention time. */
export const applyRetentionJob = jobKind('apply-retention', z.object({}), { ...nightlyPolicy, timeout: 3 * 3_600, cron: '47 2 * * *' })
