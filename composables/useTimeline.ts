import type { Conversation } from '#shared/types.ts'

/**
 * The rows of a conversation around an anchor: the run of loaded messages without a gap, and the
 * outbox behind it. `unreadAfter` is the marker of the moment of opening; it stays.
 */
export function useTimeline(conversationId: string, unreadAfter: number | undefined) {
  const store = useMessagingStore()
  const { dayOf } = useCalendar()

  const head = computed<Conversation | undefined>(() => store.conversations[conversationId]?.head)
  /** The seq that the reader stands at: the run of messages around it is shown. */
  const anchor = ref(unreadAfter ?? head.value?.lastSeq ?? 0)
  const rows = computed(() => buildTimelineRows({
    me: store.me,
    messages: store.segment(conversationId, anchor.value),
    pending: store.outbox.filter(entry => entry.conversationId === conversationId),
    unreadAfter,
    dayOf,
  }))

  const names = computed(() => new Map(head.value?.participants.map(({ user }) => [user.id, user.name])))
  const others = computed(() => head.value?.participants.filter(({ user }) => user.id !== store.me) ?? [])

  /** Who has read as far as this seq, without the reader. */
  const readersOf = (seq: number | undefined) =>
    seq === undefined ? [] : others.value.filter(({ lastReadSeq }) => lastReadSeq >= seq).map(({ user }) => user.name)

  return { head, anchor, rows, names, others, readersOf }
}
