import { join } from 'node:path'
import { defineEventHandler, setResponseHeader } from 'h3'
import { config } from '#server/infra/config.ts'
import { readMails } from '#server/infra/read-mails.ts'
import { hasMailPage, isMailPagePath } from '#server/utils/mail-page.ts'
import { renderMails } from '#server/utils/render-mails.ts'

/** Maximum mails on the page: more than one session of testing needs. */
const MAILS_SHOWN = 50

/**
 * Shows the mails written to disk, for people who try Parley out. It is a middleware, not a route, so
 * that without the key the path responds like any unknown path.
 */
export default defineEventHandler(async (event) => {
  const path = event.path.split('?')[0] ?? ''
  if (event.method !== 'GET' || !path.startsWith('/dev/mail/') || !hasMailPage() || !isMailPagePath(path)) return undefined
  setResponseHeader(event, 'Content-Type', 'text/html; charset=utf-8')
  setResponseHeader(event, 'Cache-Control', 'no-store')
  return renderMails(await readMails(join(config().PARLEY_DATA_DIR, 'mail'), MAILS_SHOWN))
})
