import type { SocketConnection } from './socket-connection.ts'

/**
 * The socket connection, whose code is loaded after the first screen. Before that, and after `close`,
 * calls do nothing: each connection starts with a sync, which covers what was missed.
 */
export function createLazyConnection(load: () => Promise<() => SocketConnection>) {
  let connection: SocketConnection | undefined
  /** Replaced by `close`: code that arrives later opens no connection. */
  let session = {}

  async function open(): Promise<void> {
    const begun = session
    const create = await load()
    if (begun === session && !connection) connection = create()
  }

  function close(): void {
    session = {}
    connection?.close()
    connection = undefined
  }

  return {
    open,
    close,
    send: (...event: Parameters<SocketConnection['send']>) => connection?.send(...event),
    caughtUp: () => connection?.caughtUp(),
    networkChanged: () => connection?.networkChanged(),
  }
}
