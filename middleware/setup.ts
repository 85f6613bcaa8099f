import { ownPath } from '#shared/own-path.ts'

/** For the setup page: a demo account may open it to remove the demo, everyone else who is signed in goes on. */
export default defineNuxtRouteMiddleware((to) => {
  const { account } = useAccount()
  const { public: { demo } } = useRuntimeConfig()
  if (account.value && !demo) return navigateTo(ownPath(to.query.next))
})
