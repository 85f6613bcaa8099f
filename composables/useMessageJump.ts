import { standsInConversation } from '#shared/unread.ts'

/** Milliseconds for which the message that one came for is marked. */
const MARKED_MS = 2_500

interface MessageJump {
  conversationId: string
  /** Loads what stands around a seq; throws `ApiError`. */
  loadAround: (seq: number) => Promise<void>
  toRow: (id: string) => void
}

/** Leads to a message of the conversation, in its thread if it stands only there, and marks it. */
export function useMessageJump({ conversationId, loadAround, toRow }: MessageJump) {
  const { fetchOnce } = useMessageLookup()
  const { marked, mark } = useMark()

  async function show(id: string): Promise<void> {
    const message = await fetchOnce(id)
    if (!message) return
    if (message.conversationId !== conversationId || !standsInConversation(message)) return void await navigateTo(messagePath(message))
    await loadAround(message.seq)
    await nextTick()
    toRow(id)
    mark(id)
  }

  return { marked, show }
}

/** The row that is marked for a moment. */
export function useMark() {
  const marked = ref<string>()
  const { start } = useTimeoutFn(() => marked.value = undefined, MARKED_MS, { immediate: false })

  function mark(id: string): void {
    marked.value = id
    start()
  }
  return { marked, mark }
}
