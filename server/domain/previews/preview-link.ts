import { z } from 'zod'
import { firstLink } from '#shared/links.ts'
import type { Message } from '#shared/types.ts'
import { announceUpdatedMessage } from '#server/domain/messages/announce-message.ts'
import { changeMessage } from '#server/domain/messages/change-message.ts'
import { loadMessageState } from '#server/domain/read-model/load-message-state.ts'
import { config } from '#server/infra/config.ts'
import { database } from '#server/infra/postgres/database.ts'
import { logger } from '#server/infra/logger.ts'
import { fetchPublicPage } from '#server/infra/outgoing/fetch-public.ts'
import { readPage } from './read-page.ts'

/** Milliseconds for which a cached page is used. */
export const PAGE_CACHE_MS = 24 * 3_600_000

const facts = z.object({ title: z.string(), description: z.string(), siteName: z.string() })
type Facts = z.output<typeof facts>

interface Options {
  messageId: string
  /** Fetches a page; tests replace it. */
  fetchPage?: typeof fetchPublicPage
}

/**
 * Adds the preview of the first link to a message, or removes one that no longer matches. A repeated
 * call changes nothing. A page without a description, or one that may not be fetched, has no preview.
 * With `LINK_PREVIEWS` off no page is fetched, and an existing preview stays as long as its link.
 */
export async function previewLink({ messageId, fetchPage = fetchPublicPage }: Options): Promise<void> {
  const message = await loadMessageState(messageId)
  if (!message || message.deletedAt) return
  const url = await isWanted(message) ? firstLink(message.body) : undefined
  if (url !== undefined && url === message.preview?.url) return
  const found = url === undefined || !config().LINK_PREVIEWS ? undefined : await readFacts(url, fetchPage)
  const preview = url !== undefined && found && found.title !== '' ? { url, ...found } : null
  const { message: changed, changed: isChanged } = await changeMessage({ message }, async (transaction, current) => {
    // Edited or deleted meanwhile: the edit has a job of its own.
    if (current.version !== message.version || current.deletedAt || current.preview?.url === preview?.url) return false
    await transaction.$executeRaw`UPDATE messages SET preview = ${preview && JSON.stringify(preview)}::jsonb WHERE id = ${messageId}::uuid`
    return true
  }, { evenArchived: true })
  if (isChanged) announceUpdatedMessage(changed, ['preview'])
}

/** Whether author and conversation allow previews. */
async function isWanted({ id, conversationId, authorId }: Message): Promise<boolean> {
  const [row] = await database().$queryRaw<{ wanted: boolean }[]>`
    SELECT NOT m.preview_off
      AND COALESCE((u.preferences->>'linkPreviews')::boolean, TRUE)
      AND COALESCE((c.settings->>'linkPreviews')::boolean, TRUE) AS wanted
    FROM messages m, users u, conversations c
    WHERE m.id = ${id}::uuid AND u.id = ${authorId}::uuid AND c.id = ${conversationId}::uuid`
  return row?.wanted ?? false
}

async function readFacts(url: string, fetchPage: typeof fetchPublicPage): Promise<Facts> {
  const cached = await database().linkPreview.findUnique({ where: { url } })
  if (cached && Date.now() - cached.fetchedAt.getTime() < PAGE_CACHE_MS) return facts.parse(cached.facts)
  const fresh = await fetchFacts(url, fetchPage)
  await database().linkPreview.upsert({ where: { url }, create: { url, facts: fresh }, update: { facts: fresh, fetchedAt: new Date() } })
  return fresh
}

/** A page that could not be fetched is cached as empty, so that it is not fetched for every message. */
async function fetchFacts(url: string, fetchPage: typeof fetchPublicPage): Promise<Facts> {
  try {
    return readPage((await fetchPage(url)).html)
  }
  catch (error) {
    logger().debug({ err: error }, 'link preview not fetched')
    return { title: '', description: '', siteName: '' }
  }
}
