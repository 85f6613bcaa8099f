import type { DraftKey } from '#client/drafts/draft-key.ts'

/** The writable draft of a conversation or thread. It is shared by the user's devices and stored until it is empty. */
export function useDraft(place: DraftKey) {
  const store = useDraftsStore()
  const client = useClient()
  return computed({
    get: () => store.of(place),
    set: text => client().drafts.write(place, text),
  })
}

/** Drafts of all conversations and threads, for reading. */
export function useDrafts() {
  const store = useDraftsStore()
  return (place: DraftKey): string => store.of(place)
}
