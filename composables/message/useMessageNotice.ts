import { UNDO_DELETION_MS } from '#shared/limits.ts'

/** A sentence about what just happened to a message, and perhaps the way back. */
export interface MessageNotice {
  text: string
  undo?: () => void
}

/** Shows one notice at a time, for as long as a deletion can be taken back, and says it to screen readers. */
export function useMessageNotice() {
  const { announce } = useAnnouncements()
  const notice = ref<MessageNotice>()
  const { start, stop } = useTimeoutFn(() => notice.value = undefined, UNDO_DELETION_MS, { immediate: false })

  function tell(next: MessageNotice, urgency: 'polite' | 'assertive' = 'polite'): void {
    notice.value = next
    start()
    void announce(next.text, urgency)
  }

  function dismiss(): void {
    stop()
    notice.value = undefined
  }

  return { notice: shallowReadonly(notice), tell, dismiss }
}
