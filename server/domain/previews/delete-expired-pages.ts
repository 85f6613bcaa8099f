import { database } from '#server/infra/postgres/database.ts'
import { PAGE_CACHE_MS } from './preview-link.ts'

/**
 * Deletes cached pages that are too old to be used. Each message has its own copy of the preview, and
 * the links that users posted are not stored longer than necessary.
 */
export async function deleteExpiredPages({ now }: { now: Date }): Promise<void> {
  await database().linkPreview.deleteMany({ where: { fetchedAt: { lt: new Date(now.getTime() - PAGE_CACHE_MS) } } })
}
