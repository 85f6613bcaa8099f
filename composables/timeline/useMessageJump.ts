import type { Opening } from '../conversations/useOpenConversation.ts'

/** Milliseconds for which the message that one came for is marked. */
const MARKED_MS = 4_000

interface MessageJump {
  conversationId: string
  opening: Pick<Opening, 'target'>
  /** Something asks for a message: what may cover the timeline gives way. */
  makeRoom: () => unknown
  /** The reader wants to be elsewhere; says later whether that still holds. */
  startJump: () => () => boolean
  /** Loads what stands around a seq, and resolves to whether that is still wanted; throws `ApiError`. */
  loadAround: (seq: number, isLatest: () => boolean) => Promise<boolean>
  toRow: (id: string) => void
  /** Runs what may fail, and shows why. */
  attempt: (action: () => Promise<unknown>) => Promise<boolean>
}

/**
 * Leads to a message and marks it: one that is asked for by hand, or that the address names
 * (`?message=`). Whatever stands elsewhere, such as a reply in its thread, is shown there.
 */
export function useMessageJump({ conversationId, opening, makeRoom, startJump, loadAround, toRow, attempt }: MessageJump) {
  const { fetchOnce } = useMessageLookup()
  const { marked, mark } = useMark(opening.target ?? undefined)
  const missing = ref(opening.target === null)

  function arrive(id: string): void {
    toRow(id)
    mark(id)
  }

  async function lead(id: string): Promise<void> {
    makeRoom()
    const isLatest = startJump()
    const message = await fetchOnce(id)
    if (!isLatest()) return
    missing.value = !message
    if (!message) return
    if (!standsIn(conversationId, message)) return void await navigateTo(messagePath(message))
    await loadAround(message.seq, isLatest)
    await nextTick()
    if (isLatest()) arrive(id)
  }

  const show = (id: string) => attempt(() => lead(id))

  onMounted(() => opening.target && arrive(opening.target))
  // With a thread open, the message that the address names is one of its replies.
  useMessageInAddress(({ params }) => params.id === conversationId && !params.messageId, show)
  return { marked, missing, show }
}

/** The row that is marked for a moment. */
export function useMark(first?: string) {
  const marked = ref(first)
  const { start } = useTimeoutFn(() => marked.value = undefined, MARKED_MS, { immediate: false })

  function mark(id: string): void {
    marked.value = id
    start()
  }
  return { marked, mark }
}
