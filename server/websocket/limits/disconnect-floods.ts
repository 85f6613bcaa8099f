import { socketBudgets } from '#shared/limits.ts'
import { countFrames, stopReading } from '../engine-bridge.ts'
import type { Connection, RealtimeServer, RealtimeSocket } from '../socket-types.ts'
import { createBudget } from './create-budget.ts'

/**
 * Ends every connection that sends too many packets, whatever they are: parts of events, answers
 * that nobody asked for, other namespaces, pings. Events have a smaller budget of their own, see
 * `handleClientEvents`.
 */
export function disconnectFloods(io: RealtimeServer): void {
  io.engine.on('connection', (connection: Connection) => {
    const packets = createBudget(socketBudgets.packets)
    countFrames(connection, () => {
      if (connection.readyState === 'open' && !packets.take()) endConnection(io, connection)
    })
  })
}

/** Ends a connection that misbehaves. Its clients are told that the server wants this, so that they do not come back at once. */
function endConnection(io: RealtimeServer, connection: Connection): void {
  const sockets = [...io.of('/').sockets.values()].filter(({ conn }) => conn === connection)
  for (const socket of sockets) socket.disconnect(true)
  connection.close()
  stopReading(connection)
}

/** Ends the connection of a socket that misbehaves. What it was told before is still sent. */
export function endSocket(socket: RealtimeSocket): void {
  socket.disconnect(true)
  stopReading(socket.conn)
}
