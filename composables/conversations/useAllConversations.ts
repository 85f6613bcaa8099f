/**
 * Loads the heads of all conversations and their projects with the page. In the browser, the sync
 * updates them. `ready` is true when the list can be shown without moving later.
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
