/** Only for signed-in users. Others sign in first and then return. */
export default defineNuxtRouteMiddleware((to) => {
  // An error page replaces this page. The failure may be that the session could not be read.
  if (useError().value) return
  const { account } = useAccount()
  if (!account.value) return navigateTo({ path: '/login', query: to.fullPath === '/' ? {} : { next: returnPath(to) } })
})
