import { createMessageCommands } from './sync/create-message-commands.ts'

/** Edit, delete, restore and react: shown at once, taken back when refused. Each throws `ApiError`. */
export function useMessageCommands() {
  const { request } = useApi()
  return createMessageCommands({ store: useMessagingStore(), wishes: useWishesStore(), request })
}
