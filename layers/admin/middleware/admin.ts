/** For the admin screens. To everyone else they do not exist; the server's routes refuse by themselves. */
export default defineNuxtRouteMiddleware((to) => {
  // The error page of this very route comes by here again, without the person's session.
  if (useError().value) return
  const { account } = useAccount()
  if (!account.value) return navigateTo({ path: '/login', query: { next: returnPath(to) } })
  if (account.value.platformRole !== 'admin') return abortNavigation(createError({ statusCode: 404, fatal: true }))
})
