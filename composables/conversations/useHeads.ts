import type { Conversation } from '#shared/types.ts'

/** Takes heads of conversations as an answer brought them: what they are like, and who is there. */
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
