import type { RouteLocationNormalized } from 'vue-router'

/**
 * The page to come back to after sign-in, for `?next=`. Without its fragment: that may be the secret
 * of a link, and what stands in a query is sent to the server and lands in logs.
 */
export function returnPath({ fullPath }: Pick<RouteLocationNormalized, 'fullPath'>): string {
  return fullPath.split('#', 1).join('')
}
