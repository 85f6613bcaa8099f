import type { Conversation } from '#shared/types.ts'

/**
 * The rows of a conversation around the reader's position: the loaded messages without a gap,
 * and the outbox behind it. `unreadAfter` is the marker of the moment of opening; it stays.
 */
export function useTimeline(conversationId: string, unreadAfter: number | undefined) {
  const store = useMessagingStore()
  const pending = usePendingChangesStore()
  const { dayOf } = useCalendar()
  const { personName } = useConversationNames()
  const { account } = useAccount()

  const head = computed<Conversation | undefined>(() => store.conversations[conversationId]?.head)
  const rows = computed(() => buildTimelineRows({
    me: store.me,
    messages: store.segment(conversationId).map(message => pending.withPending(message, store.me)),
    pending: store.outboxOf(conversationId),
    unreadAfter,
    dayOf,
    previews: head.value?.settings.linkPreviews,
  }))

  const names = computed(() => new Map(head.value?.participants.map(({ user }) => [user.id, personName(user)])))
  const others = computed(() => head.value?.participants.filter(({ user }) => user.id !== store.me) ?? [])

  /** Who has read as far as this seq, without the reader. Who shows nothing sees nothing, also of what is known from before. */
  const readersOf = (seq: number | undefined) =>
    seq === undefined || account.value?.preferences.readReceipts === false ? [] : others.value.filter(({ lastReadSeq }) => lastReadSeq >= seq).map(({ user }) => personName(user))

  return { head, rows, names, others, readersOf }
}
