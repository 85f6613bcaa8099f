import { ApiError } from '#client/api/api-error.ts'

/**
 * Ends the session on the user's request: runs the request that ends it on the server, then
 * removes their data from this browser. If the request fails, everything stays and it throws.
 */
export function useEndSession() {
  const nuxtApp = useNuxtApp()
  const signOut = useSignOutState()
  const client = useClient()

  return async function endSession(ask: () => Promise<unknown>): Promise<void> {
    // Before the request: the socket may close before the response arrives.
    signOut.value = 'requested'
    try {
      await client().settle()
      await ask()
      signOut.value = 'confirmed'
      await nuxtApp.callHook('session:ended')
    }
    catch (thrown) {
      signOut.value = undefined
      // The session had already ended.
      if (thrown instanceof ApiError && ENDED.has(thrown.code)) await nuxtApp.callHook('session:ended')
      throw thrown
    }
  }
}

const ENDED: ReadonlySet<string> = new Set(['unauthenticated', 'session_revoked'])
