import type { Message } from '#shared/types.ts'

/** The pinned messages of a conversation, the latest pin first. Loaded once, then updated by events. */
export function usePins(conversationId: string) {
  const store = useConversationsStore()
  const { request } = useApi()
  const asked = shallowRef<Message[]>()
  const { failure, attempt } = useAttempt()

  const load = () => attempt(async () => {
    asked.value = await request('listPins', { params: { conversationId } })
  })
  onMounted(load)

  const pins = computed(() => {
    const loaded = store.conversations[conversationId]?.messages ?? []
    return asked.value && latestPins([...asked.value, ...loaded])
  })

  return { pins, failure, load }
}
