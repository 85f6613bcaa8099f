import { listEndedOnPurpose } from '#server/domain/authentication/end-sessions.ts'
import type { Subscription } from '#server/domain/realtime/list-subscriptions.ts'
import { listSubscriptions } from '#server/domain/realtime/list-subscriptions.ts'
import { waitingPackets } from './engine-bridge.ts'
import { inBatches } from './in-batches.ts'
import { conversationRoom, conversationsOf, NO_RECEIPTS } from './rooms.ts'
import type { RealtimeServer, RealtimeSocket } from './socket-types.ts'

/**
 * Packets that may wait for a socket. A client that no longer receives them is disconnected, so
 * that its queue uses no memory. It catches up when it reconnects.
 */
const WAITING_PACKETS_MAX = 1_000

/** Sockets per query. */
const BATCH = 100

/** Compares sockets of this node with the database and corrects rooms and ended sessions. */
export interface Sweep {
  /** Checks every socket of this node. */
  checkAll(): Promise<void>
  /** Checks the sockets that were scheduled since the last call. */
  checkScheduled(): Promise<void>
  /** Schedules a new socket for `checkScheduled`, because its rooms may have changed during the handshake. */
  schedule(socket: RealtimeSocket): void
}

/**
 * Joins, departures and ended sessions normally reach all nodes as events within milliseconds. The
 * sweep corrects what Redis lost and what changed during a handshake.
 */
export function createSweep(io: RealtimeServer): Sweep {
  const scheduled = new Set<RealtimeSocket>()

  /** A room change during the query is newer than the query's result, so that socket is checked again later. */
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
        else if (moved.has(socket.id)) scheduled.add(socket)
        else repair(socket, subscription)
      }
      if (ended.length > 0) await end(ended)
    }
    finally {
      adapter.off('join-room', remember).off('leave-room', remember)
    }
  }

  return {
    checkAll: async () => {
      const sockets = [...io.of('/').sockets.values()]
      closeBlocked(sockets)
      for await (const batch of inBatches(sockets, BATCH)) await compare(batch.filter(socket => socket.connected))
    },
    checkScheduled: async () => {
      const sockets = [...scheduled].filter(socket => socket.connected)
      scheduled.clear()
      for await (const batch of inBatches(sockets, BATCH)) await compare(batch)
    },
    schedule: socket => void scheduled.add(socket),
  }
}

async function readSubscriptions(sockets: readonly RealtimeSocket[]): Promise<ReadonlyMap<string, Subscription>> {
  const sessionIds = [...new Set(sockets.map(socket => socket.data.sessionId))]
  const subscriptions = await listSubscriptions({ sessionIds })
  return new Map(subscriptions.map(subscription => [subscription.sessionId, subscription]))
}

/** Clients forget local data only if the session was ended on purpose, not if it expired. */
async function end(sockets: readonly RealtimeSocket[]): Promise<void> {
  const onPurpose = await listEndedOnPurpose(sockets.map(socket => socket.data.sessionId))
  // The `session:revoked` event may have closed some of them in the meantime.
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

function closeBlocked(sockets: readonly RealtimeSocket[]): void {
  for (const { conn } of sockets) if (waitingPackets(conn) > WAITING_PACKETS_MAX) conn.close(true)
}
