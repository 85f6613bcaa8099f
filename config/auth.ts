import type { ModuleOptions } from '@sidebase/nuxt-auth'
import { SESSION_ABSOLUTE_SECONDS } from '#server/domain/authentication/lifetimes.ts'

/**
 * The local provider is handed a marker without value instead of a token: it copies what it gets
 * into the page. The credential itself travels in an httpOnly cookie that no script can read.
 */
export const auth: Partial<ModuleOptions> = {
  isEnabled: true,
  disableServerSideAuth: false,
  // The module would read a whole API address from this variable. Ours is always on this server.
  originEnvKey: '',
  baseURL: '/api/auth',
  disableInternalRouting: false,
  provider: {
    type: 'local',
    pages: { login: '/login' },
    endpoints: {
      signIn: { path: '/login', method: 'post' },
      signOut: { path: '/logout', method: 'post' },
      signUp: { path: '/register', method: 'post' },
      getSession: { path: '/session', method: 'get' },
    },
    token: {
      signInResponseTokenPointer: '/data/marker',
      // Not `Authorization`: the server takes that for a credential, and the marker is none.
      headerName: 'X-Session-Marker',
      type: '',
      cookieName: 'session-marker',
      // The marker must not end before the session; the session alone decides.
      maxAgeInSeconds: SESSION_ABSOLUTE_SECONDS,
    },
    session: { dataResponsePointer: '/data/user' },
  },
  sessionRefresh: { enablePeriodically: false, enableOnWindowFocus: false },
}
