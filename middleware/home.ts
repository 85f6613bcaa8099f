/** The front door: visitors see what this is, signed-in people are back in their last conversation. */
export default defineNuxtRouteMiddleware(async () => {
  const { account } = useAccount()
  if (!account.value) return
  const { request } = useApi()
  // Without an answer the messenger itself says what is wrong.
  const [latest] = await request('listConversations', { query: { status: 'active' } }).catch(() => [])
  return navigateTo(latest ? `/c/${latest.id}` : '/c')
})
