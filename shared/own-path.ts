/** Base URL for resolving a path as a browser does. It is never requested. */
const BASE = 'https://own.invalid'

/**
 * Returns the path to open after sign-in (`?next=`) if it is on this site, else the fallback. Browsers
 * treat `//host`, `/\host` and paths with a tab or line break as another site.
 */
export function ownPath(next: unknown, fallback = '/'): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || /[\\\u0000-\u001f\u007f]/.test(next)) return fallback
  const url = URL.parse(next, BASE)
  if (url?.origin !== BASE || url.pathname.startsWith('//')) return fallback
  return url.pathname + url.search + url.hash
}
