import type { ModuleOptions } from '@sidebase/nuxt-auth'

/**
 * The local provider is handed a marker without value instead of a token: it copies what it gets
 * into the page. The credential itself travels in an httpOnly cookie that no script can read.
 */
export const auth: Partial<ModuleOptions> = {
  isEnabled: true,
  disableServerSideAuth: false,
  originEnvKey: 'PUBLIC_URL',
  baseURL: '/api/auth',
  provider: {
    type: 'local',
    pages: { login: '/login' },
    endpoints: {
      signIn: { path: '/login', method: 'post' },
      signOut: { path: '/logout', method: 'post' },
      signUp: { path: '/register', method: 'post' },
      getSession: { path: '/session', method: 'get' },
    },
    token: { signInResponseTokenPointer: '/marker' },
    session: { dataResponsePointer: '/user' },
  },
  sessionRefresh: { enablePeriodically: false, enableOnWindowFocus: false },
}
