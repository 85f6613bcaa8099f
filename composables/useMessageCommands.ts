import type { Message } from '#shared/types.ts'
import { createMessageCommands } from './sync/create-message-commands.ts'

/** Edit, delete, restore, pin and react: shown at once, taken back when refused. Each throws `ApiError`. */
export function useMessageCommands() {
  const { request } = useApi()
  const store = useMessagingStore()
  const threads = useThreadsStore()

  function take(message: Message): void {
    store.applyMessage(message)
    threads.applyMessages([message])
  }

  return createMessageCommands({ take, wishes: useWishesStore(), request })
}
