import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { H3Event } from 'h3'
import { AppError } from '#shared/errors.ts'
import { readBearer } from '#server/domain/authentication/credential.ts'
import { config } from '#server/infra/config.ts'
import { lateBound } from '#server/infra/late-bound.ts'
import { logger } from '#server/infra/logger.ts'
import { isTrustedProxy } from '#server/utils/client-address.ts'

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The first origin of this server's own pages that was refused. Set once, so that it is logged once. */
export const refusedAddress = lateBound<string>('refused address')

/**
 * Refuses an unsafe request that a foreign page may have sent with the browser's cookies (ASVS 3.5.1).
 * Requests with a Bearer token are exempt, because no page can make a browser add one. So are those
 * without cookies and Origin, which carry no credential to abuse.
 * @throws AppError `foreign_origin`
 */
export function refuseForeignOrigin(event: H3Event): void {
  const request = event.node.req
  if (SAFE_METHODS.has(event.method) || isProgram(request.headers)) return
  const isCrossSite = request.headers['sec-fetch-site'] === 'cross-site'
  if (isCrossSite || !(isFromOwnPage(request) || hasNoBrowserHeaders(request.headers))) refuse(request)
}

/**
 * Refuses a Socket.IO request from a foreign page. CORS does not protect WebSockets, so every request
 * is checked here (ASVS 4.4.2). Accepted are our own pages, listed origins, and programs with a
 * Bearer token, whose cookies are ignored.
 * @throws AppError `foreign_origin`
 */
export function refuseForeignSocket(request: IncomingMessage): void {
  if (!isProgram(request.headers) && !isFromOwnPage(request)) refuse(request)
}

function isProgram({ authorization }: IncomingHttpHeaders): boolean {
  return readBearer(authorization) !== undefined
}

function hasNoBrowserHeaders({ origin, cookie, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  return origin === undefined && site === undefined && cookie === undefined
}

/**
 * Whether one of our pages sent the request, or a page that `SOCKET_IO_CORS_ORIGIN` lists. Our own
 * page sends no Origin with a GET, only `Sec-Fetch-Site: same-origin`.
 */
function isFromOwnPage(request: IncomingMessage): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (origin === undefined) return site === 'same-origin'
  const page = parseOrigin(origin)
  if (!page) return false
  if (config().SOCKET_IO_CORS_ORIGIN.some(listed => URL.parse(listed)?.origin === page.origin)) return true
  return (site === undefined || site === 'same-origin') && isOwnOrigin(page, request)
}

function parseOrigin(origin: string): URL | undefined {
  const url = URL.parse(origin)
  return url && /^https?:$/.test(url.protocol) ? url : undefined
}

/**
 * With `PUBLIC_URL`, only that origin is ours. Without it, the requested origin is ours if its host is
 * an IP address or a loopback name: any other name could point to this server by DNS rebinding.
 */
function isOwnOrigin(page: URL, request: IncomingMessage): boolean {
  const { PUBLIC_URL } = config()
  if (PUBLIC_URL !== undefined) return URL.parse(PUBLIC_URL)?.origin === page.origin
  const name = page.hostname.replace(/^\[|\]$/g, '')
  if (!isRequested(page, request)) return false
  // A developer's TLS proxy on the same machine is trusted without being listed.
  return isLoopback(name) || (isIP(name) !== 0 && page.protocol === protocolOf(request))
}

function isRequested(page: URL, { headers }: IncomingMessage): boolean {
  return URL.parse(`${page.protocol}//${headers.host ?? ''}`)?.host === page.host
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'))
}

/** The scheme that the browser used: the connection's own, unless a trusted proxy names another in `X-Forwarded-Proto`. */
function protocolOf({ headers, socket }: IncomingMessage): string {
  const forwarded = [headers['x-forwarded-proto']].flat().at(-1)?.split(',').at(-1)?.trim()
  if (forwarded && isTrustedProxy(socket.remoteAddress)) return `${forwarded.toLowerCase()}:`
  return (socket as Partial<TLSSocket>).encrypted ? 'https:' : 'http:'
}

function refuse(request: IncomingMessage): never {
  adviseOperator(request)
  throw new AppError('foreign_origin')
}

/** A refusal of our own page means that its address is not configured. Logs once what to set. */
function adviseOperator(request: IncomingMessage): void {
  const page = parseOrigin(request.headers.origin ?? '')
  if (!page || refusedAddress.isSet()) return
  // Behind a proxy that changes the Host header, only `Sec-Fetch-Site` shows that the page is ours.
  if (!isRequested(page, request) && request.headers['sec-fetch-site'] !== 'same-origin') return
  refusedAddress.set(page.origin)
  const { PUBLIC_URL } = config()
  const advice = PUBLIC_URL === undefined
    ? 'without PUBLIC_URL only localhost and IP addresses are accepted. Set PUBLIC_URL to the address that people type'
    : `PUBLIC_URL is ${PUBLIC_URL}, and pages at any other address are refused`
  logger().warn({ origin: page.origin }, `refused a request from ${page.origin}: ${advice}`)
}
