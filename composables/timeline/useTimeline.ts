import type { Conversation } from '#shared/types.ts'

/**
 * The rows of a conversation: the loaded messages without a gap around the reader's position, then
 * the outbox. `unreadAfter` is the read marker at the moment of opening; undefined when nothing was unread.
 */
export function useTimeline(conversationId: string, unreadAfter: number | undefined) {
  const store = useConversationsStore()
  const outbox = useOutboxStore()
  const pending = usePendingChangesStore()
  const { dayOf } = useCalendar()

  const head = computed<Conversation | undefined>(() => store.conversations[conversationId]?.head)
  const rows = computed(() => buildTimelineRows({
    me: store.me,
    messages: store.segment(conversationId).map(message => pending.withPending(message, store.me)),
    pending: outbox.listedIn(conversationId),
    unreadAfter,
    dayOf,
    previews: head.value?.settings.linkPreviews,
  }))

  return { head, rows }
}
