import { refused } from '../authenticate.ts'
import type { Connection, RealtimeSocket } from '../socket-types.ts'

/**
 * Middleware that allows one socket per connection. Limits count connections, but each socket costs
 * queries and memory. A second attempt is refused with `malformed` and closes the connection.
 */
export function allowOneSocket() {
  const used = new WeakSet<Connection>()
  return (socket: RealtimeSocket, next: (error?: Error) => void): void => {
    const { conn } = socket
    if (!used.has(conn)) {
      used.add(conn)
      return next()
    }
    conn.close()
    next(refused('malformed'))
  }
}
