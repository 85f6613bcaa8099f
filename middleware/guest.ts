import { ownPath } from '#shared/own-path.ts'

/** Only for signed-out visitors. Signed-in users are redirected. */
export default defineNuxtRouteMiddleware((to) => {
  const { account } = useAccount()
  if (account.value) return navigateTo(ownPath(to.query.next))
})
