import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'
import { config } from '#server/infra/config.ts'

/** What a proxy adds; behind one, "from this machine" says nothing. */
const PROXY_HEADERS = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']

/** Where the server says so itself, it is a workshop and nobody's installation. */
const WORKSHOPS = ['development', 'test']

/**
 * May this request read the mails on disk? They open accounts. So: never with a mail server, with a
 * database of the operator's in development only, and always from this very machine alone, by its
 * own name (which keeps out foreign pages that point a name of theirs here).
 */
export function mayReadMail(event: H3Event): boolean {
  const { SMTP_URL, DATABASE_URL, NODE_ENV } = config()
  if (SMTP_URL || (DATABASE_URL && !WORKSHOPS.includes(NODE_ENV))) return false
  return comesFromHere(event, NODE_ENV === 'development') && isLoopback(hostOf(event))
}

/** Nuxt's development server hands requests to its worker, often by a pipe, and says where they came from. */
function comesFromHere(event: H3Event, behindNuxt: boolean): boolean {
  const proxied = PROXY_HEADERS.filter(name => getRequestHeader(event, name) !== undefined)
  const { remoteAddress } = event.node.req.socket
  if (!behindNuxt) return proxied.length === 0 && isLoopback(remoteAddress ?? '')
  const origins = getRequestHeader(event, 'x-forwarded-for')?.split(',').map(hop => hop.trim()) ?? []
  return proxied.every(name => name === 'x-forwarded-for') && [remoteAddress ?? 'localhost', ...origins].every(isLoopback)
}

function hostOf(event: H3Event): string {
  return URL.parse(`http://${getRequestHeader(event, 'host') ?? ''}`)?.hostname.replace(/^\[|\]$/g, '') ?? ''
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(name)
}
