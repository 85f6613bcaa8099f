import { socketBudgets } from '#shared/limits.ts'
import { countFrames, stopReading } from '../engine-bridge.ts'
import type { Connection, RealtimeServer, RealtimeSocket } from '../socket-types.ts'
import { createBudget } from './create-budget.ts'

/**
 * Closes every connection that sends too many packets of any kind: parts of events, unexpected
 * acknowledgements, other namespaces, pings. Events have a smaller budget, see
 * `handleClientEvents`.
 */
export function disconnectFloods(io: RealtimeServer): void {
  io.engine.on('connection', (connection: Connection) => {
    const packets = createBudget(socketBudgets.packets)
    countFrames(connection, () => {
      if (connection.readyState === 'open' && !packets.take()) closeConnection(io, connection)
    })
  })
}

/** Closes a connection. Its sockets are disconnected by the server first, so that clients do not reconnect at once. */
function closeConnection(io: RealtimeServer, connection: Connection): void {
  const sockets = [...io.of('/').sockets.values()].filter(({ conn }) => conn === connection)
  for (const socket of sockets) socket.disconnect(true)
  connection.close()
  stopReading(connection)
}

/** Disconnects a socket and closes its connection. Packets sent before are still delivered. */
export function disconnectSocket(socket: RealtimeSocket): void {
  socket.disconnect(true)
  stopReading(socket.conn)
}
