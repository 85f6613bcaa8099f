/**
 * Leaves what the composer holds to be sent later. It stays there until the server has it, `held`
 * back from being sent now as well; then it goes, unless it was written on meanwhile. All of that
 * comes to pass also when the composer has left the screen. `begin` makes it ready for the next text.
 */
export function useScheduleDraft(draft: Ref<string>, begin: () => void) {
  const held = ref<string>()

  /** `leave` resolves to whether the server has `text`, and so does this. */
  async function defer(text: string, leave: () => Promise<boolean>): Promise<boolean> {
    held.value = text
    const isDone = await leave()
    held.value = undefined
    if (isDone && draft.value.trim() === text) {
      draft.value = ''
      begin()
    }
    return isDone
  }

  return { held: readonly(held), defer }
}
