import { forgetOldSteps } from '#server/domain/read-markers/prune-read-moves.ts'
import { jobs } from '#server/domain/jobs.ts'
import { defineJob } from './define-job.ts'

export default defineJob(jobs.forgetOldSteps, () => forgetOldSteps({ now: new Date() }))
