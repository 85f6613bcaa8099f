import type { Conversation } from '#shared/types.ts'

/** Applies the heads of a response: conversations and presence. */
export function useHeads() {
  const store = useConversationsStore()
  const presence = usePresenceStore()
  return {
    applyHeads(heads: readonly Conversation[]): void {
      for (const head of heads) store.applyHead(head)
      presence.applyHeads(heads)
    },
  }
}
