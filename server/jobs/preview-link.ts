import { jobs } from '#server/domain/jobs.ts'
import { previewLink } from '#server/domain/previews/preview-link.ts'
import { defineJob } from './define-job.ts'

export default defineJob(jobs.previewLink, previewLink)
