import type { Opening } from './useOpenConversation.ts'

/** Milliseconds for which the message that one came for is marked. */
const MARKED_MS = 4_000

interface Permalink {
  conversationId: string
  opening: Pick<Opening, 'target' | 'targetMissing'>
  /** Loads what stands around a seq; throws `ApiError`. */
  loadAround: (seq: number) => Promise<void>
  toRow: (id: string) => void
  /** Runs what may fail, and shows why. */
  attempt: (action: () => Promise<unknown>) => Promise<boolean>
}

/** Leads to the message that the address names (`?message=`), and marks it for a moment. */
export function usePermalink({ conversationId, opening, loadAround, toRow, attempt }: Permalink) {
  const route = useRoute()
  const { find } = useMessageTarget(conversationId)
  const marked = ref(opening.target)
  const missing = ref(opening.targetMissing ?? false)
  const { start } = useTimeoutFn(() => marked.value = undefined, MARKED_MS, { immediate: false })

  function arrive(id: string): void {
    marked.value = id
    toRow(id)
    start()
  }

  async function follow(id: string): Promise<void> {
    const target = await find(id)
    missing.value = !target
    if (!target) return
    await loadAround(target.seq)
    await nextTick()
    arrive(target.id)
  }

  onMounted(() => {
    if (opening.target) arrive(opening.target)
  })
  watch(() => route.query.message, (id) => {
    if (typeof id === 'string') void attempt(() => follow(id))
  })
  return { marked, missing }
}
