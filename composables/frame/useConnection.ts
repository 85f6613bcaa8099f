import type { ConnectionState } from '#client/connection/connection-state.ts'

/**
 * The connection state as the bar shows it, and how often this client has caught up
 * after a reconnect. Outages too short to be shown lose events, too.
 */
export function useConnection() {
  return { state: useState<ConnectionState>('connection', () => 'connecting'), resumptions: useState('resumptions', () => 0) }
}
