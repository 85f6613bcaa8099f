/** A base to resolve a path like a browser does. It is never requested. */
const BASE = 'https://own.invalid'

/**
 * Where to go after sign-in, as `?next=` says: a path of this site, or the fallback. A browser
 * reads `//host`, `/\host` and a path with a tab or line break inside as another site.
 */
export function ownPath(next: unknown, fallback = '/'): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || /[\\\u0000-\u001f\u007f]/.test(next)) return fallback
  const url = URL.parse(next, BASE)
  if (url?.origin !== BASE || url.pathname.startsWith('//')) return fallback
  return url.pathname + url.search + url.hash
}
