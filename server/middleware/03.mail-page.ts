import { join } from 'node:path'
import { defineEventHandler, setResponseHeader } from 'h3'
import { config } from '#server/infra/config.ts'
import { readMails } from '#server/infra/read-mails.ts'
import { hasMailPage, isMailPagePath } from '#server/utils/mail-page.ts'
import { renderMails } from '#server/utils/render-mails.ts'

/** Mails on the page: more than one sitting needs. */
const MAILS_SHOWN = 50

/**
 * The mails that were written to disk, for people who try Parley out. No route of its own: without
 * the key the path is one that does not exist, and answers like any other.
 */
export default defineEventHandler(async (event) => {
  const path = event.path.split('?')[0] ?? ''
  if (event.method !== 'GET' || !path.startsWith('/dev/mail/') || !hasMailPage() || !isMailPagePath(path)) return undefined
  setResponseHeader(event, 'Content-Type', 'text/html; charset=utf-8')
  setResponseHeader(event, 'Cache-Control', 'no-store')
  return renderMails(await readMails(join(config().PARLEY_DATA_DIR, 'mail'), MAILS_SHOWN))
})
