import { ApiError } from '#client/api/api-error.ts'

/** The cookie that the server keeps a session by (`server/domain/authentication/credential.ts`). */
const SESSION_COOKIE = /(?:^|;\s*)__Host-parley-refresh=/

/**
 * Who is signed in, for every page from the server: the session's cookie decides, not the marker
 * beside it. It is asked for here and not by the sign-in module, which takes any failure for a
 * sign-out: in an outage a person would be sent to the sign-in, though their session stands.
 */
export default defineNuxtPlugin({
  name: 'session',
  enforce: 'pre',
  async setup() {
    const { data, rawToken, setToken, clearToken } = useAuthState()
    const { cookie = '' } = useRequestHeaders(['cookie'])
    if (!SESSION_COOKIE.test(cookie)) return
    if (!rawToken.value) setToken('signed-in')
    data.value = null
    // The page that says so needs nobody, and must not fail for the same reason.
    if (isServerFault(useError().value?.statusCode)) return
    try {
      await useAccount().refreshAccount()
    }
    catch (error) {
      if (error instanceof ApiError && error.status === 401) return clearToken()
      // Before the middleware of any page could take nobody for an answer.
      addRouteMiddleware('session', () => abortNavigation({ statusCode: 503, fatal: true }), { global: true })
    }
  },
})

function isServerFault(status = 0): boolean {
  return status >= 500
}
