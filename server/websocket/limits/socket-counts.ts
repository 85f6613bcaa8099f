import type { SocketData } from '../socket-types.ts'

/** The number of sockets of a session and of its user on this node. */
export interface Counted {
  ofSession: number
  ofUser: number
}

type Owner = Pick<SocketData, 'userId' | 'sessionId'>

/** Combines the socket counts of all nodes. */
export interface SocketCounts {
  /**
   * Writes the count of this node if session and user stay within their caps over all nodes.
   * @returns whether they do
   * @throws Error when the store is down
   */
  claim(owner: Owner, here: Counted): Promise<boolean>
  /** Writes the count of this node after a socket closed. @throws Error when the store is down */
  update(owner: Owner, here: Counted): Promise<void>
}

/** The counts of a single node, which are complete without a store. */
export function createSingleNodeCounts(): SocketCounts {
  return { claim: async () => true, update: async () => undefined }
}
