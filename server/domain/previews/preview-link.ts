import { z } from 'zod'
import { firstLink } from '#shared/links.ts'
import type { Message } from '#shared/types.ts'
import { announceUpdatedMessage } from '#server/domain/messages/announce-message.ts'
import { changeMessage } from '#server/domain/messages/change-message.ts'
import { loadState } from '#server/domain/read-model/load-message-state.ts'
import { config } from '#server/infra/config.ts'
import { database } from '#server/infra/postgres/database.ts'
import { logger } from '#server/infra/logger.ts'
import { fetchPublicPage } from '#server/infra/outgoing/fetch-public.ts'
import { readPage } from './read-page.ts'

/** Milliseconds for which what a page said is taken for true. */
export const PAGE_CACHE_MS = 24 * 3_600_000

const facts = z.object({ title: z.string(), description: z.string(), siteName: z.string() })
type Facts = z.output<typeof facts>

interface Options {
  messageId: string
  /** Reads a page from outside; tests give their own. */
  fetchPage?: typeof fetchPublicPage
}

/**
 * Gives a message what its first link leads to, or takes away what no longer fits. Done again it
 * changes nothing; a page that says nothing of itself, or is not for us, has no preview. With
 * `LINK_PREVIEWS` off no page is asked, and what the message shows stays while its link does.
 */
export async function previewLink({ messageId, fetchPage = fetchPublicPage }: Options): Promise<void> {
  const message = await loadState(messageId)
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

/** Neither its author nor its conversation is against it. */
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
  const fresh = await askPage(url, fetchPage)
  await database().linkPreview.upsert({ where: { url }, create: { url, facts: fresh }, update: { facts: fresh, fetchedAt: new Date() } })
  return fresh
}

/** What could not be fetched is remembered as a page that says nothing, so that it is not asked for every message. */
async function askPage(url: string, fetchPage: typeof fetchPublicPage): Promise<Facts> {
  try {
    return readPage((await fetchPage(url)).html)
  }
  catch (error) {
    logger().debug({ err: error }, 'no preview')
    return { title: '', description: '', siteName: '' }
  }
}
