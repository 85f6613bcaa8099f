import type { Conversation } from '#shared/types.ts'

/** The sections of the list. Their order does not change while the pointer is over the list. */
export function useConversationList(frozen: Ref<boolean>, filter: Ref<string>) {
  const store = useConversationsStore()
  const { projects } = useProjects()
  const { nameOf } = useConversationNames()

  const order = useCalmOrder(() => store.list.map(({ id }) => id), frozen)
  const matches = (conversation: Conversation) => {
    const words = filter.value.trim().toLocaleLowerCase()
    return words === ''
      || nameOf(conversation).toLocaleLowerCase().includes(words)
      || conversation.participants.some(({ user }) => user.name.toLocaleLowerCase().includes(words))
  }
  const conversations = computed(() => order.value
    .map(id => store.conversations[id]?.head)
    .filter(head => head !== undefined)
    .filter(matches))

  const sections = computed(() => sectionConversations(conversations.value, projects.value.map(({ id }) => id)))
  const projectName = (id: string) => projects.value.find(project => project.id === id)?.name

  return { sections, projectName }
}
