/**
 * The session cookies of a browser. The prefix `__Host-` binds them to this host, to HTTPS (or
 * loopback) and to the path `/`, so that no subdomain can set one (RFC 6265bis 4.1.3.2).
 */
export const ACCESS_COOKIE = '__Host-parley-access'
export const REFRESH_COOKIE = '__Host-parley-refresh'

/** Where a request may carry its credential. */
export interface CredentialHeaders {
  cookieHeader?: string | undefined
  authorization?: string | undefined
}

/** Reads the access token of a request. With an `Authorization` header the cookie is ignored, also when the Bearer token is invalid. */
export function readAccessToken({ cookieHeader, authorization }: CredentialHeaders): string | undefined {
  if (authorization !== undefined) return readBearer(authorization)
  return readCookie(cookieHeader, ACCESS_COOKIE)
}

/** Reads the token of an `Authorization: Bearer` header (RFC 6750). */
export function readBearer(authorization: string | undefined): string | undefined {
  return /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1]
}

/** Reads one cookie of a `Cookie` header, undecoded: our values contain only base64url and dots. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const separator = pair.indexOf('=')
    if (separator > 0 && pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim()
  }
  return undefined
}
