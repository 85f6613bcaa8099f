interface ReplyMark {
  rootId: string
  rows: Ref<TimelineRow[]>
  /** True when no earlier reply is left to load. */
  complete: Ref<boolean>
  loadEarlier: () => Promise<void>
  toRow: (id: string) => void
}

/** Leads to a reply of the open thread and marks it, loading earlier ones until it is there. */
export function useReplyMark({ rootId, rows, complete, loadEarlier, toRow }: ReplyMark) {
  const { marked, mark } = useMark()

  async function show(id: string): Promise<void> {
    const isHeld = () => rows.value.some(row => row.id === id)
    for (let count = -1; !isHeld() && !complete.value && count < rows.value.length;) {
      count = rows.value.length
      await loadEarlier()
    }
    await nextTick()
    toRow(id)
    mark(id)
  }

  useMessageInAddress(({ params }) => params.messageId === rootId, show)
  return { marked, show }
}
