import { UNDO_DELETION_MS } from '#shared/limits.ts'

/** The outcome of a command on a message. `undo` reverts it. */
export interface MessageNotice {
  text: string
  undo?: () => void
}

/** Shows one notice at a time, for as long as a deletion can be undone, and announces it to screen readers. */
export function useMessageNotice() {
  const { announce } = useAnnouncements()
  const notice = ref<MessageNotice>()
  const { start, stop } = useTimeoutFn(() => notice.value = undefined, UNDO_DELETION_MS, { immediate: false })

  function notify(next: MessageNotice, urgency: 'polite' | 'assertive' = 'polite'): void {
    notice.value = next
    start()
    void announce(next.text, urgency)
  }

  function dismiss(): void {
    stop()
    notice.value = undefined
  }

  return { notice: shallowReadonly(notice), notify, dismiss }
}
