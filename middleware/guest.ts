import { ownPath } from '#shared/own-path.ts'

/** For the screens of signing in: whoever is signed in already goes on. */
export default defineNuxtRouteMiddleware((to) => {
  const { account } = useAccount()
  if (account.value) return navigateTo(ownPath(to.query.next))
})
