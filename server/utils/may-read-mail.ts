import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'
import { config } from '#server/infra/config.ts'

/** What a proxy adds; behind one, "from this machine" says nothing. */
const PROXY_HEADERS = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']

/**
 * May this request read the mails on disk? They open accounts. So: never with a mail server; in
 * development; else on the embedded default only, from this very machine, by its own name (which
 * keeps out foreign pages that point a name of theirs here).
 */
export function mayReadMail(event: H3Event): boolean {
  const { SMTP_URL, DATABASE_URL, NODE_ENV } = config()
  if (SMTP_URL) return false
  if (NODE_ENV !== 'production') return true
  if (DATABASE_URL || PROXY_HEADERS.some(name => getRequestHeader(event, name) !== undefined)) return false
  return isLoopback(event.node.req.socket.remoteAddress ?? '') && isLoopback(hostOf(event))
}

function hostOf(event: H3Event): string {
  return URL.parse(`http://${getRequestHeader(event, 'host') ?? ''}`)?.hostname.replace(/^\[|\]$/g, '') ?? ''
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(name)
}
