import type { SocketData } from '../socket-types.ts'
import type { Counted } from './socket-counts.ts'

type Owner = Pick<SocketData, 'userId' | 'sessionId'>

/** Counts the sockets of this node by session and user. */
export function createLocalCounts() {
  const counts = new Map<string, number>()
  const read = (id: string) => counts.get(id) ?? 0

  function change(id: string, by: number): void {
    const count = read(id) + by
    if (count > 0) counts.set(id, count)
    else counts.delete(id)
  }

  return {
    add: ({ userId, sessionId }: Owner) => [userId, sessionId].forEach(id => change(id, 1)),
    remove: ({ userId, sessionId }: Owner) => [userId, sessionId].forEach(id => change(id, -1)),
    of: ({ userId, sessionId }: Owner): Counted => ({ ofSession: read(sessionId), ofUser: read(userId) }),
  }
}
