import type { RouteLocationNormalized } from 'vue-router'

/**
 * The page to come back to after sign-in, for `?next=`. It has no fragment, which may hold the secret
 * of a link: a query is sent to the server and logged.
 */
export function returnPath({ fullPath }: Pick<RouteLocationNormalized, 'fullPath'>): string {
  return fullPath.split('#', 1).join('')
}
