import { listEndedOnPurpose } from '#server/domain/authentication/end-sessions.ts'
import type { Subscription } from '#server/domain/realtime/list-subscriptions.ts'
import { listSubscriptions } from '#server/domain/realtime/list-subscriptions.ts'
import { waitingPackets } from './engine-bridge.ts'
import { inBatches } from './in-batches.ts'
import { conversationRoom, conversationsOf, NO_RECEIPTS } from './rooms.ts'
import type { RealtimeServer, RealtimeSocket } from './socket-types.ts'

/**
 * Packets that may wait for a socket. A client that does not take them any more is cut off: it
 * catches up when it is back, and until then costs no memory.
 */
const WAITING_PACKETS_MAX = 1_000

/** Sockets that are compared at one time. */
const SLICE = 100

/** Compares sockets of this node with the database and makes them agree. */
export interface Sweep {
  /** Looks at every socket of this node. */
  all(): Promise<void>
  /** Looks at the sockets that were named since the last call. */
  named(): Promise<void>
  /** Names a socket for the next `named`: it has just connected, and things may have changed since it was let in. */
  name(socket: RealtimeSocket): void
}

/**
 * Joining, leaving and ending reach all nodes as events within milliseconds; this is for those
 * that Redis lost, and for what happened between a handshake's look at the database and its end.
 */
export function createSweep(io: RealtimeServer): Sweep {
  const waiting = new Set<RealtimeSocket>()

  /** A join or leave that happens during the query is newer than the query's answer: that socket waits for the next one. */
  async function compare(sockets: readonly RealtimeSocket[]): Promise<void> {
    if (sockets.length === 0) return
    const { adapter } = io.of('/')
    const moved = new Set<string>()
    const remember = (_room: string, socketId: string) => moved.add(socketId)
    adapter.on('join-room', remember).on('leave-room', remember)
    try {
      const subscriptions = await readSubscriptions(sockets)
      const ended: RealtimeSocket[] = []
      for (const socket of sockets) {
        const subscription = subscriptions.get(socket.data.sessionId)
        if (!subscription) ended.push(socket)
        else if (moved.has(socket.id)) waiting.add(socket)
        else repair(socket, subscription)
      }
      if (ended.length > 0) await end(ended)
    }
    finally {
      adapter.off('join-room', remember).off('leave-room', remember)
    }
  }

  return {
    all: async () => {
      const sockets = [...io.of('/').sockets.values()]
      cutOffBlocked(sockets)
      for await (const slice of inBatches(sockets, SLICE)) await compare(slice.filter(socket => socket.connected))
    },
    named: async () => {
      const sockets = [...waiting].filter(socket => socket.connected)
      waiting.clear()
      for await (const slice of inBatches(sockets, SLICE)) await compare(slice)
    },
    name: socket => void waiting.add(socket),
  }
}

async function readSubscriptions(sockets: readonly RealtimeSocket[]): Promise<ReadonlyMap<string, Subscription>> {
  const sessionIds = [...new Set(sockets.map(socket => socket.data.sessionId))]
  const subscriptions = await listSubscriptions({ sessionIds })
  return new Map(subscriptions.map(subscription => [subscription.sessionId, subscription]))
}

/** A session that just ran out leaves to its owner what waits on the device. */
async function end(sockets: readonly RealtimeSocket[]): Promise<void> {
  const onPurpose = await listEndedOnPurpose(sockets.map(socket => socket.data.sessionId))
  // The event of the end may have closed some of them meanwhile.
  for (const socket of sockets.filter(({ connected }) => connected)) {
    const { sessionId } = socket.data
    socket.emit('session:revoked', { sessionId, forget: onPurpose.has(sessionId) })
    socket.disconnect(true)
  }
}

function repair(socket: RealtimeSocket, { conversationIds, showsReceipts }: Subscription): void {
  const wanted = new Set(conversationIds)
  const present = new Set(conversationsOf(socket))
  for (const id of present) if (!wanted.has(id)) void socket.leave(conversationRoom(id))
  for (const id of wanted) if (!present.has(id)) void socket.join(conversationRoom(id))
  if (showsReceipts) void socket.leave(NO_RECEIPTS)
  else void socket.join(NO_RECEIPTS)
}

function cutOffBlocked(sockets: readonly RealtimeSocket[]): void {
  for (const { conn } of sockets) if (waitingPackets(conn) > WAITING_PACKETS_MAX) conn.close(true)
}
