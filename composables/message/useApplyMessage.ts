import type { Message } from '#shared/types.ts'

/** Takes a message as an answer of the server tells it, wherever this device holds it. */
export function useApplyMessage() {
  const store = useConversationsStore()
  const threads = useThreadsStore()

  return (message: Message): void => {
    store.applyMessage(message)
    threads.applyMessages([message])
  }
}
