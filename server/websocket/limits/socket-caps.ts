import { USER_SOCKETS_MAX, SESSION_SOCKETS_MAX } from '#shared/limits.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { guard } from '../authenticate.ts'
import type { RealtimeSocket, SocketData } from '../socket-types.ts'
import { createLocalCounts } from './local-counts.ts'
import type { SocketCounts } from './socket-counts.ts'

interface Options {
  counts: SocketCounts
  onError: (error: unknown) => void
}

/** Bounds the sockets of a session and of a person, on all nodes together. */
export interface SocketCaps {
  /** The middleware. It comes after the one that finds out who is there. */
  enter: ReturnType<typeof guard>
  /** Tells the other nodes what they could not be told before. @throws Error when that fails again */
  repeat(): Promise<void>
}

/**
 * Makes the caps of this node. The newest socket is refused with `too_many_connections`: none that
 * works is closed, so windows do not push each other out in turn. A place is taken before anything
 * is asked, so that parallel handshakes do not pass together, and is free when the connection closes.
 */
export function createSocketCaps({ counts, onError }: Options): SocketCaps {
  const local = createLocalCounts()
  /** By session: whose count the other nodes do not know. */
  const untold = new Map<string, SocketData>()

  /** Returns what frees the place again, once. */
  function takePlace(person: SocketData): () => void {
    let isTaken = true
    local.add(person)
    return () => {
      if (!isTaken) return
      isTaken = false
      local.remove(person)
      counts.update(person, local.of(person)).catch(error => fail(person, error))
    }
  }

  function fail(person: SocketData, error: unknown): void {
    untold.set(person.sessionId, person)
    onError(error)
  }

  /** While Redis is away, each node counts for itself. */
  async function fits(person: SocketData): Promise<boolean> {
    const here = local.of(person)
    if (here.ofSession > SESSION_SOCKETS_MAX || here.ofUser > USER_SOCKETS_MAX) return false
    try {
      return await counts.claim(person, here)
    }
    catch (error) {
      fail(person, error)
      return true
    }
  }

  async function enter({ data, conn }: RealtimeSocket) {
    await takePoint('connectUser', data.userId)
    // It has closed already, so no event would follow.
    if (conn.readyState !== 'open') return 'unavailable'
    const leave = takePlace(data)
    conn.once('close', leave)
    if (await fits(data)) return undefined
    leave()
    return 'too_many_connections'
  }

  return {
    enter: guard(enter),
    async repeat() {
      for (const person of untold.values()) {
        await counts.update(person, local.of(person))
        untold.delete(person.sessionId)
      }
    },
  }
}
