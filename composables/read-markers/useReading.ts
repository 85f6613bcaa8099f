/**
 * Marks messages read when they are visible while the window is visible and focused. Messages that
 * became visible before count as soon as the user is back.
 */
export function useReading(markRead: (seq: number) => void) {
  const visibility = useDocumentVisibility()
  const focused = useWindowFocus()
  const present = computed(() => visibility.value === 'visible' && focused.value)
  const seenSeq = ref(0)

  watch([seenSeq, present], ([seq, here]) => {
    if (here && seq > 0) markRead(seq)
  })

  /** The message with this seq became visible. */
  function reading(seq: number): void {
    seenSeq.value = Math.max(seenSeq.value, seq)
  }
  return { reading }
}
