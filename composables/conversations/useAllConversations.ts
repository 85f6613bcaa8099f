/**
 * Loads the heads of all conversations, and the projects that they stand under, with the page. In
 * the browser, the sync keeps them true. `ready` says that the list can be drawn and will stay put.
 */
export async function useAllConversations() {
  const { request } = useApi()
  const { applyHeads } = useHeads()
  const { loaded } = useProjects()
  const { data } = await useAsyncData('conversations', async () => {
    applyHeads(await request('listConversations'))
    return true
  }, { lazy: true })
  return { ready: computed(() => data.value === true && loaded.value) }
}
