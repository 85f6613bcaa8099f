/** Whether the details of a conversation are open. Closing returns the focus. */
export function useDetails() {
  const detailed = ref(false)
  let cameFrom: HTMLElement | undefined

  function toggleDetails(): void {
    if (detailed.value) return closeDetails()
    cameFrom = document.activeElement instanceof HTMLElement ? document.activeElement : undefined
    detailed.value = true
  }

  function closeDetails(): void {
    if (!detailed.value) return
    detailed.value = false
    void nextTick(() => cameFrom?.focus())
  }

  return { detailed, toggleDetails, closeDetails }
}
