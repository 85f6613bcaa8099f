import { forgetOldSteps } from '#server/domain/conversations/forget-old-steps.ts'
import { jobs } from '#server/domain/jobs.ts'
import { defineJob } from './define-job.ts'

export default defineJob(jobs.forgetOldSteps, () => forgetOldSteps({ now: new Date() }))
