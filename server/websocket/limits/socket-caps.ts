import { SESSION_SOCKETS_MAX, USER_SOCKETS_MAX } from '#shared/limits.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { guard } from '../authenticate.ts'
import type { RealtimeSocket, SocketData } from '../socket-types.ts'
import { createLocalCounts } from './local-counts.ts'
import type { SocketCounts } from './socket-counts.ts'

interface Options {
  counts: SocketCounts
  onError: (error: unknown) => void
}

/** Limits the sockets of a session and of a user over all nodes. */
export interface SocketCaps {
  /** The middleware. It runs after authentication. */
  check: ReturnType<typeof guard>
  /** Repeats updates of the shared counts that failed. @throws Error when one fails again */
  retryUpdates(): Promise<void>
}

/**
 * Creates the caps of this node. The newest socket is refused with `too_many_connections`, so that
 * windows do not close each other's sockets in turn. A socket is counted before the other nodes are
 * asked, so that parallel handshakes cannot exceed the cap together.
 */
export function createSocketCaps({ counts, onError }: Options): SocketCaps {
  const local = createLocalCounts()
  /** By session: sockets whose shared count is out of date. */
  const outdated = new Map<string, SocketData>()

  /** Counts a socket. @returns a function that removes it from the count, once */
  function countSocket(owner: SocketData): () => void {
    let isCounted = true
    local.add(owner)
    return () => {
      if (!isCounted) return
      isCounted = false
      local.remove(owner)
      counts.update(owner, local.of(owner)).catch(error => fail(owner, error))
    }
  }

  function fail(owner: SocketData, error: unknown): void {
    outdated.set(owner.sessionId, owner)
    onError(error)
  }

  /** While Redis is down, each node checks its own counts only. */
  async function isWithinCaps(owner: SocketData): Promise<boolean> {
    const here = local.of(owner)
    if (here.ofSession > SESSION_SOCKETS_MAX || here.ofUser > USER_SOCKETS_MAX) return false
    try {
      return await counts.claim(owner, here)
    }
    catch (error) {
      fail(owner, error)
      return true
    }
  }

  async function check({ data, conn }: RealtimeSocket) {
    await takePoint('connectUser', data.userId)
    // A connection that is already closed emits no `close` event, so it would stay counted.
    if (conn.readyState !== 'open') return 'unavailable'
    const uncount = countSocket(data)
    conn.once('close', uncount)
    if (await isWithinCaps(data)) return undefined
    uncount()
    return 'too_many_connections'
  }

  return {
    check: guard(check),
    async retryUpdates() {
      for (const owner of outdated.values()) {
        await counts.update(owner, local.of(owner))
        outdated.delete(owner.sessionId)
      }
    },
  }
}
