import type { SocketData } from '../socket-types.ts'

/** How many sockets a session and its person have on this node. */
export interface Counted {
  ofSession: number
  ofUser: number
}

type Owner = Pick<SocketData, 'userId' | 'sessionId'>

/** Where the nodes put together how many sockets each of them has. */
export interface SocketCounts {
  /**
   * Writes the count of this node if session and person stay within their caps over all nodes, and
   * says whether they do.
   * @throws Error when the store is away
   */
  claim(owner: Owner, here: Counted): Promise<boolean>
  /** Writes the count of this node after a socket has gone. @throws Error when the store is away */
  update(owner: Owner, here: Counted): Promise<void>
}

/** One node knows everything itself. */
export function createSingleNodeCounts(): SocketCounts {
  return { claim: async () => true, update: async () => undefined }
}
