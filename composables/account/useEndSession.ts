/**
 * Ends the person's session by their own wish: runs the request that ends it on the server, then
 * lets this browser forget them. When the request fails, everything stays and the failure is thrown.
 */
export function useEndSession() {
  const nuxtApp = useNuxtApp()
  const isLeavingByHand = useLeavingByHand()
  const device = useDevice()

  return async function endSession(ask: () => Promise<unknown>): Promise<void> {
    // Before the request: the socket hears of the end sooner than the answer comes.
    isLeavingByHand.value = true
    try {
      await device().settle()
      await ask()
      await nuxtApp.callHook('session:ended')
    }
    catch (thrown) {
      isLeavingByHand.value = false
      throw thrown
    }
  }
}
