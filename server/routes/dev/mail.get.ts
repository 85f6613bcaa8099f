import { join } from 'node:path'
import { createError, defineEventHandler, setResponseHeader } from 'h3'
import { config } from '#server/infra/config.ts'
import { readMails } from '#server/infra/read-mails.ts'
import { mayReadMail } from '#server/utils/may-read-mail.ts'
import { renderMails } from '#server/utils/render-mails.ts'

/** Mails on the page: more than one sitting needs. */
const MAILS_SHOWN = 50

/** The mails that were written to disk, for whoever tries Parley out on their own machine. */
export default defineEventHandler(async (event) => {
  if (!mayReadMail(event)) throw createError({ statusCode: 404 })
  setResponseHeader(event, 'Content-Type', 'text/html; charset=utf-8')
  setResponseHeader(event, 'Cache-Control', 'no-store')
  return renderMails(await readMails(join(config().PARLEY_DATA_DIR, 'mail'), MAILS_SHOWN))
})
