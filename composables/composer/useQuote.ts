/** The message that the next one will quote, or answer. `onQuote` is called when there is one, such as to focus the composer. */
export function useQuote(onQuote: () => void) {
  const quotedId = ref<string>()

  function quote(id: string): void {
    quotedId.value = id
    void nextTick(onQuote)
  }

  return { quotedId: readonly(quotedId), quote, endQuote: () => void (quotedId.value = undefined) }
}
