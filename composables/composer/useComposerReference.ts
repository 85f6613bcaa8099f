/** The message that the next one quotes or, in a thread, replies to. `focus` moves the focus to the composer. */
export function useComposerReference(focus: () => void) {
  const referredId = ref<string>()

  function referTo(id: string): void {
    referredId.value = id
    void nextTick(focus)
  }

  return { referredId: readonly(referredId), referTo, endReference: () => void (referredId.value = undefined) }
}
