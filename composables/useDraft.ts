/** The draft of a conversation or of a thread (`thread:` and its root), to be written to; kept on this device until it is empty. */
export function useDraft(placeId: string) {
  const store = useDraftsStore()
  const device = useDevice()
  return computed({
    get: () => store.of(placeId),
    set: text => device().drafts.write(placeId, text),
  })
}

/** Drafts of all conversations, for reading. */
export function useDrafts() {
  const store = useDraftsStore()
  return (conversationId: string): string => store.of(conversationId)
}
