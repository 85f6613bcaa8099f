import type { ConnectionState } from './sync/create-connection-state.ts'

/** What the connection means for the person, as the bar shows it. */
export function useConnection() {
  return { state: useState<ConnectionState>('connection', () => 'connecting') }
}
