import { createMessageCommands } from '#client/features/message-commands.ts'

/** Edit, delete, restore, pin and react: shown at once, taken back when refused. Each throws `ApiError`. */
export function useMessageCommands() {
  const { request } = useApi()
  return createMessageCommands({ apply: useApplyMessage(), pending: usePendingChangesStore(), request })
}
