import type { ThreadState } from '../../stores/threads/thread-state.ts'

/** The threads that one follows, in conversations that one takes part in. */
export function useThreads() {
  const store = useConversationsStore()
  const threads = useThreadsStore()

  const followed = computed<ThreadState[]>(() => threads.followed.filter(({ root }) => store.conversations[root.conversationId]))
  const totalUnread = computed(() => followed.value.reduce((sum, { root }) => sum + threads.unreadOf(root.id), 0))

  return { followed, totalUnread, unreadOf: (rootId: string) => threads.unreadOf(rootId) }
}
