/** A project with its members, and the reader's conversations in it. */
export async function useProject(projectId: string) {
  const store = useConversationsStore()
  const { request } = useApi()
  const { data: project, error } = await useAsyncData(
    `project:${projectId}`,
    () => request('readProject', { params: { projectId } }),
    { lazy: true },
  )
  const conversations = computed(() => store.list.filter(conversation => conversation.projectId === projectId))
  return { project, error, conversations }
}
