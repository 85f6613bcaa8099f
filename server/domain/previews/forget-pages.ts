import { database } from '#server/infra/postgres/database.ts'
import { PAGE_CACHE_MS } from './preview-link.ts'

/**
 * Forgets what pages said of themselves once it is too old to be used: each message has its own copy,
 * and where people went is kept no longer than it serves.
 */
export async function forgetPages({ now }: { now: Date }): Promise<void> {
  await database().linkPreview.deleteMany({ where: { fetchedAt: { lt: new Date(now.getTime() - PAGE_CACHE_MS) } } })
}
