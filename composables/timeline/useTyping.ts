import { browserTimers } from '#client/browser-ports.ts'
import { createTypingNotice } from '#client/presence/typing-notice.ts'

/** The names of users who are typing, and functions that report the own typing. */
export function useTyping(conversationId: string) {
  const store = useConversationsStore()
  const presence = usePresenceStore()
  const client = useClient()
  const { typed, stopped } = createTypingNotice({ timers: browserTimers, send: event => client().send(event, { conversationId }) })

  const names = computed(() => {
    const participants = store.conversations[conversationId]?.head.participants ?? []
    return presence.typingIn(conversationId)
      .filter(id => id !== store.me)
      .flatMap(id => participants.find(({ user }) => user.id === id)?.user.name ?? [])
  })

  if (import.meta.client) onScopeDispose(stopped)
  return { typed, stopped, names }
}
