import type { Opening } from '../conversations/useOpenConversation.ts'

/** Milliseconds for which the message is marked. */
const MARKED_MS = 4_000

interface MessageJump {
  conversationId: string
  opening: Pick<Opening, 'target'>
  /** Called before a jump: closes what may cover the timeline. */
  makeRoom: () => unknown
  /** Starts a jump. The returned function tells whether it is still the latest. */
  startJump: () => () => boolean
  /** Loads the messages around a seq. Resolves to false when a later jump has started; throws `ApiError`. */
  loadAround: (seq: number, isLatest: () => boolean) => Promise<boolean>
  toRow: (id: string) => void
  /** Runs an action and shows its failure. */
  attempt: (action: () => Promise<unknown>) => Promise<boolean>
}

/**
 * Scrolls to a message and marks it: on a click, or when the address names it (`?message=`). A message
 * of another page, such as a reply in its thread, is shown there.
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
  // While a thread is open, `?message=` names one of its replies.
  useMessageInAddress(({ params }) => params.id === conversationId && !params.messageId, show)
  return { marked, missing, show }
}

/** Id of the marked row. */
export function useMark(first?: string) {
  const marked = ref(first)
  const { start } = useTimeoutFn(() => marked.value = undefined, MARKED_MS, { immediate: false })

  function mark(id: string): void {
    marked.value = id
    start()
  }
  return { marked, mark }
}
