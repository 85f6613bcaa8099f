import { refused } from '../authenticate.ts'
import type { Connection, RealtimeSocket } from '../socket-types.ts'

/**
 * The middleware that lets a connection become one socket, once. Each connection was counted when
 * it was opened, and each socket costs look-ups and memory: a client that asks again, before or
 * after an answer, opens another connection.
 */
export function allowOneSocket() {
  const asked = new WeakSet<Connection>()
  return (socket: RealtimeSocket, next: (error?: Error) => void): void => {
    const { conn } = socket
    if (!asked.has(conn)) {
      asked.add(conn)
      return next()
    }
    conn.close()
    next(refused('malformed'))
  }
}
