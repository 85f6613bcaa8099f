import { firstLink } from '#shared/links.ts'
import type { Message } from '#shared/types.ts'
import { enqueue } from '#server/domain/jobs/enqueue.ts'
import { previewLinkJob } from './jobs.ts'
import { config } from '#server/infra/config.ts'

/** Enqueues the preview job of a message that has a link, or a preview of a link that was edited out. */
export async function requestPreview({ id, body, preview }: Message, requestId: string): Promise<void> {
  if (preview === null && (firstLink(body) === undefined || !config().LINK_PREVIEWS)) return
  await enqueue(previewLinkJob, { messageId: id }, { requestId })
}
