import type { Failure } from './error-text.ts'
import type { ConnectionState } from './sync/create-connection-state.ts'

const isConnected = (state: ConnectionState) => state === 'live' || state === 'restored'

const isOutage = (failure: Failure | undefined) => failure?.code === 'network' || failure?.code === 'unavailable'

/** What could not be had without a connection comes with it, without anybody asking. */
export function useAfterOutage(failure: () => Failure | undefined, repeat: () => Promise<void>): void {
  const { state } = useConnection()
  watch(state, (now) => {
    if (isConnected(now) && isOutage(failure())) void repeat()
  })
}
