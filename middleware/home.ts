/** The landing page is for visitors. Signed-in users go to their latest conversation. */
export default defineNuxtRouteMiddleware(async () => {
  const { account } = useAccount()
  if (!account.value) return
  const { request } = useApi()
  // If the request fails, the messenger shows the error.
  const [latest] = await request('listConversations', { query: { status: 'active' } }).catch(() => [])
  return navigateTo(latest ? `/c/${latest.id}` : '/c')
})
