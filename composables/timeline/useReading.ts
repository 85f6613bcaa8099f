/**
 * Turns what is in sight into what is read: only while the window is visible and has the focus.
 * What came into sight before counts as soon as the reader is back.
 */
export function useReading(markRead: (seq: number) => void) {
  const visibility = useDocumentVisibility()
  const focused = useWindowFocus()
  const present = computed(() => visibility.value === 'visible' && focused.value)
  const seenSeq = ref(0)

  watch([seenSeq, present], ([seq, here]) => {
    if (here && seq > 0) markRead(seq)
  })

  /** The reader has this seq in sight. */
  function reading(seq: number): void {
    seenSeq.value = Math.max(seenSeq.value, seq)
  }
  return { reading }
}
