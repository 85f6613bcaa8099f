import { jobKind, previewPolicy } from '#server/domain/jobs/job-kind.ts'
import { linkOfMessage } from './link-of-message.ts'

/** Fetches what the first link of a message leads to. */
export const previewLinkJob = jobKind('preview-link', linkOfMessage, previewPolicy)
