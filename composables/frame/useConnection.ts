import type { ConnectionState } from '#client/connection/connection-state.ts'

/**
 * What the connection means for the person, as the bar shows it, and how often this device has come
 * up to date with a new stream: outages too short for a word lose events, too.
 */
export function useConnection() {
  return { state: useState<ConnectionState>('connection', () => 'connecting'), resumptions: useState('resumptions', () => 0) }
}
