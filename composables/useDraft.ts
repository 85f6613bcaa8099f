/** The draft of a conversation, to be written to; kept on this device until it is empty. */
export function useDraft(conversationId: string) {
  const store = useDraftsStore()
  const device = useDevice()
  return computed({
    get: () => store.of(conversationId),
    set: text => device().drafts.write(conversationId, text),
  })
}

/** Drafts of all conversations, for reading. */
export function useDrafts() {
  const store = useDraftsStore()
  return (conversationId: string): string => store.of(conversationId)
}
