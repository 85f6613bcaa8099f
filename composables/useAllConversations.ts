/** Loads the heads of all conversations with the page. In the browser, the sync keeps them true. */
export function useAllConversations() {
  const store = useMessagingStore()
  const { request } = useApi()
  return useAsyncData('conversations', async () => {
    for (const head of await request('listConversations')) store.applyHead(head)
    return true
  }, { lazy: true })
}
