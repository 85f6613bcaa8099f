/** Only for admins. For others the pages do not exist. The server's routes check the role themselves. */
export default defineNuxtRouteMiddleware((to) => {
  // The error page of this route runs this middleware again, without the user's session.
  if (useError().value) return
  const { account } = useAccount()
  if (!account.value) return navigateTo({ path: '/login', query: { next: returnPath(to) } })
  if (account.value.platformRole !== 'admin') return abortNavigation(createError({ statusCode: 404, fatal: true }))
})
