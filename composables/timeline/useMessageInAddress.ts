import { isNavigationFailure, NavigationFailureType, type RouteLocationNormalized } from 'vue-router'

/**
 * Calls `show` with the message that the address names (`?message=`) on each navigation to it,
 * also to the same address: the user may have scrolled away and want to see the message again.
 */
export function useMessageInAddress(isHere: (to: RouteLocationNormalized) => boolean, show: (id: string) => unknown): void {
  const stop = useRouter().afterEach((to, _from, failure) => {
    const arrived = !failure || isNavigationFailure(failure, NavigationFailureType.duplicated)
    const { message } = to.query
    if (arrived && typeof message === 'string' && isHere(to)) void show(message)
  })

  onUnmounted(stop)
}
