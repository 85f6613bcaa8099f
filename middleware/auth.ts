/** For screens of signed-in people: others sign in first and come back. */
export default defineNuxtRouteMiddleware((to) => {
  // In place of a page that failed its error is shown; who is signed in may be what could not be found out.
  if (useError().value) return
  const { account } = useAccount()
  if (!account.value) return navigateTo({ path: '/login', query: to.fullPath === '/' ? {} : { next: returnPath(to) } })
})
