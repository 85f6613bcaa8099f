import type { Conversation, Message } from '#shared/types.ts'
import { isFollowed, wholeReplies } from '../../stores/threads/thread-state.ts'

/** One open thread: its rows and commands. `unreadAfter` is the read marker at the moment of opening. */
export function useThread({ conversationId, rootId, unreadAfter }: { conversationId: string, rootId: string, unreadAfter: number | undefined }) {
  const store = useConversationsStore()
  const outbox = useOutboxStore()
  const threads = useThreadsStore()
  const pending = usePendingChangesStore()
  const client = useClient()
  const { dayOf } = useCalendar()
  const { failure, attempt } = useAttempt()
  let page: Promise<unknown> | undefined

  const thread = computed(() => threads.threads[rootId])
  const head = computed<Conversation | undefined>(() => store.conversations[conversationId]?.head)
  const withPending = (message: Message) => pending.withPending(message, store.me)
  const replies = computed(() => wholeReplies(thread.value).map(withPending))
  const rows = computed(() => buildTimelineRows({
    me: store.me,
    messages: replies.value,
    pending: pendingReplies(),
    unreadAfter,
    dayOf,
    inThread: true,
    previews: head.value?.settings.linkPreviews,
  }))

  function pendingReplies() {
    const arrived = new Set(thread.value?.replies.map(({ id }) => id))
    return outbox.entries.filter(entry => entry.rootId === rootId && !arrived.has(entry.id))
  }

  /** Loads one page at a time. A call while a page is loading waits for that page. */
  async function loadEarlier(): Promise<void> {
    page ??= attempt(() => client().threads.loadEarlier(rootId)).finally(() => page = undefined)
    await page
  }

  return {
    head,
    root: computed(() => thread.value && withPending(thread.value.root)),
    replies,
    following: computed(() => thread.value !== undefined && isFollowed(thread.value)),
    complete: computed(() => threads.isComplete(rootId)),
    rows,
    failure,
    loadEarlier,
    markRead: (seq: number) => client().threads.markRead(rootId, seq),
    follow: (following: boolean) => attempt(() => client().threads.follow(rootId, following)),
  }
}
