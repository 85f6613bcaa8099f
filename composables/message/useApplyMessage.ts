import type { Message } from '#shared/types.ts'

/** Applies the message of a response to every store that has a copy. */
export function useApplyMessage() {
  const store = useConversationsStore()
  const threads = useThreadsStore()

  return (message: Message): void => {
    store.applyMessage(message)
    threads.applyMessages([message])
  }
}
