/** For screens of signed-in people: others sign in first and come back. */
export default defineNuxtRouteMiddleware((to) => {
  const { account } = useAccount()
  if (!account.value) return navigateTo({ path: '/login', query: to.fullPath === '/' ? {} : { next: to.fullPath } })
})
