/** Never asked for: it only completes a path, to see where a browser would go with it. */
const BASE = 'https://own.invalid'

/**
 * Where to go after sign-in, as `?next=` wishes it: a path of this site, or the fallback. A browser
 * reads `//host`, `/\host` and a path with a tab or line break inside as another site.
 */
export function ownPath(wish: unknown, fallback = '/'): string {
  if (typeof wish !== 'string' || !/^\/(?![/\\])/.test(wish) || /[\\\u0000-\u001f\u007f]/.test(wish)) return fallback
  const url = URL.parse(wish, BASE)
  if (url?.origin !== BASE || url.pathname.startsWith('//')) return fallback
  return url.pathname + url.search + url.hash
}
