import { jobs } from '#server/domain/jobs.ts'
import { applyRetention } from '#server/domain/retention/apply-retention.ts'
import { defineJob } from './define-job.ts'

export default defineJob(jobs.applyRetention, () => applyRetention({ now: new Date() }))
