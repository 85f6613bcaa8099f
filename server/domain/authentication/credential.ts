/**
 * The cookies of a browser. `__Host-` binds them to this very host, to HTTPS (or loopback) and to
 * the whole site: no subdomain and no other path can plant one (RFC 6265bis 4.1.3.2).
 */
export const ACCESS_COOKIE = '__Host-parley-access'
export const REFRESH_COOKIE = '__Host-parley-refresh'

/** Where a request may carry its credential. */
export interface CredentialHeaders {
  cookieHeader?: string | undefined
  authorization?: string | undefined
}

/** The access token of a request. `Authorization` wins, so that a page's cookie never stands in for a bad Bearer token. */
export function readAccessToken({ cookieHeader, authorization }: CredentialHeaders): string | undefined {
  if (authorization !== undefined) return readBearer(authorization)
  return readCookie(cookieHeader, ACCESS_COOKIE)
}

/** The token of an `Authorization: Bearer` header (RFC 6750). */
export function readBearer(authorization: string | undefined): string | undefined {
  return /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1]
}

/** One cookie of a `Cookie` header. Our values are base64url and dots, so nothing is decoded. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const separator = pair.indexOf('=')
    if (separator > 0 && pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim()
  }
  return undefined
}
