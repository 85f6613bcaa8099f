/** For the admin screens. To everyone else they do not exist; the server's routes refuse by themselves. */
export default defineNuxtRouteMiddleware((to) => {
  const { account } = useAccount()
  if (!account.value) return navigateTo({ path: '/login', query: { next: to.fullPath } })
  if (account.value.platformRole !== 'admin') return abortNavigation(createError({ statusCode: 404, fatal: true }))
})
