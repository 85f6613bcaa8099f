import { createLatestOnly } from '#client/sync/latest-only.ts'

interface ReplyMark {
  rootId: string
  rows: Ref<TimelineRow[]>
  /** True when no earlier reply is left to load. */
  complete: Ref<boolean>
  /** Loads a page, or waits for the current request. */
  loadEarlier: () => Promise<void>
  list: Ref<{ toRow: (id: string) => void, toEnd: () => void } | null>
}

/**
 * Scrolls to a reply of the open thread and marks it. Loads earlier replies until it is there, unless
 * the reader jumps elsewhere meanwhile.
 */
export function useReplyMark({ rootId, rows, complete, loadEarlier, list }: ReplyMark) {
  const { marked, mark } = useMark()
  const startJump = createLatestOnly()

  async function show(id: string): Promise<void> {
    const isLatest = startJump()
    const isHeld = () => rows.value.some(row => row.id === id)
    for (let count = -1; !isHeld() && !complete.value && isLatest() && count < rows.value.length;) {
      count = rows.value.length
      await loadEarlier()
    }
    await nextTick()
    if (!isLatest()) return
    list.value?.toRow(id)
    mark(id)
  }

  function toEnd(): void {
    startJump()
    list.value?.toEnd()
  }

  useMessageInAddress(({ params }) => params.messageId === rootId, show)
  return { marked, show, startJump, toEnd }
}
