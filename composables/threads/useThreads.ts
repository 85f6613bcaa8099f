import type { ThreadState } from '../../stores/threads/thread-state.ts'

/** The user's followed threads, in conversations in which the user takes part. */
export function useThreads() {
  const store = useConversationsStore()
  const threads = useThreadsStore()

  const followed = computed<ThreadState[]>(() => threads.followed.filter(({ root }) => store.conversations[root.conversationId]))
  const totalUnread = computed(() => followed.value.reduce((sum, { root }) => sum + threads.unreadOf(root.id), 0))

  return { followed, totalUnread, unreadOf: (rootId: string) => threads.unreadOf(rootId) }
}
