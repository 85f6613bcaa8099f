import { ownPath } from '#shared/own-path.ts'

/** For the setup page. Demo accounts may open it to remove the demo; other signed-in users are redirected. */
export default defineNuxtRouteMiddleware((to) => {
  const { account } = useAccount()
  const { public: { demo } } = useRuntimeConfig()
  if (account.value && !demo) return navigateTo(ownPath(to.query.next))
})
