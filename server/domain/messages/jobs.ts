import { jobKind, previewPolicy } from '#server/domain/jobs/job-kind.ts'
import { linkOfMessage } from './link-of-message.ts'

/** Fetches the preview of the first link of a message. */
export const previewLinkJob = jobKind('preview-link', linkOfMessage, previewPolicy)
