import { ApiError } from '#client/api/api-error.ts'

/**
 * Ends the person's session by their own wish: runs the request that ends it on the server, then
 * lets this browser forget them. When the request fails, everything stays and the failure is thrown.
 */
export function useEndSession() {
  const nuxtApp = useNuxtApp()
  const leaving = useSignOutState()
  const device = useDevice()

  return async function endSession(ask: () => Promise<unknown>): Promise<void> {
    // Before the request: the socket hears of the end sooner than the answer comes.
    leaving.value = 'asking'
    try {
      await device().settle()
      await ask()
      leaving.value = 'answered'
      await nuxtApp.callHook('session:ended')
    }
    catch (thrown) {
      leaving.value = undefined
      // It had ended before.
      if (thrown instanceof ApiError && ENDED.has(thrown.code)) await nuxtApp.callHook('session:ended')
      throw thrown
    }
  }
}

const ENDED: ReadonlySet<string> = new Set(['unauthenticated', 'session_revoked'])
