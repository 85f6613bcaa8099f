/** Loads the heads of all conversations with the page. In the browser, the sync keeps them true. */
export function useAllConversations() {
  const { request } = useApi()
  const { takeHeads } = useHeads()
  return useAsyncData('conversations', async () => {
    takeHeads(await request('listConversations'))
    return true
  }, { lazy: true })
}
