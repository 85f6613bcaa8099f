import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'
import { AppError } from '#shared/errors.ts'
import { readBearer } from '#server/domain/authentication/credential.ts'
import { config } from '#server/infra/config.ts'

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses an unsafe request that a foreign page may have started with the browser's cookies
 * (ASVS 3.5.1). A Bearer token is exempt, because no page can make a browser add one; so is a
 * client without cookies and without an Origin, which has nothing to be stolen.
 * @throws AppError `foreign_origin`
 */
export function refuseForeignOrigin(event: H3Event): void {
  if (SAFE_METHODS.has(event.method) || readBearer(getRequestHeader(event, 'authorization'))) return
  const origin = getRequestHeader(event, 'origin')
  const site = getRequestHeader(event, 'sec-fetch-site')
  const proves = origin !== undefined ? isOwnOrigin(origin, getRequestHeader(event, 'host')) : site === 'same-origin'
  const claimsNothing = origin === undefined && site === undefined && getRequestHeader(event, 'cookie') === undefined
  if (site === 'cross-site' || !(proves || claimsNothing)) throw new AppError('foreign_origin')
}

/** Is this `Origin` header ours: the host that was asked, `PUBLIC_URL`, or listed in `SOCKET_IO_CORS_ORIGIN`? */
export function isOwnOrigin(origin: string, host: string | undefined): boolean {
  const url = URL.parse(origin)
  if (!url || !/^https?:$/.test(url.protocol)) return false
  const { PUBLIC_URL, SOCKET_IO_CORS_ORIGIN } = config()
  const listed = [PUBLIC_URL, ...SOCKET_IO_CORS_ORIGIN].some(own => own !== undefined && URL.parse(own)?.origin === url.origin)
  return listed || url.host === host
}
