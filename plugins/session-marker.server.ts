/** The cookie that the server keeps a session by (`server/domain/account/credential.ts`). */
const SESSION_COOKIE = /(?:^|;\s*)__Host-parley-refresh=/

/**
 * The session's cookie decides who is signed in, not the marker: the sign-in module drops the
 * marker when it cannot reach the session once, and then would never ask again. So a person whose
 * page was loaded in an outage is back with the next one.
 */
export default defineNuxtPlugin({
  name: 'session-marker',
  enforce: 'pre',
  setup() {
    const { rawToken, setToken } = useAuthState()
    const { cookie = '' } = useRequestHeaders(['cookie'])
    if (!rawToken.value && SESSION_COOKIE.test(cookie)) setToken('signed-in')
  },
})
