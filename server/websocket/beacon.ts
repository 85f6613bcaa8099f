import { listChangedHeads } from '#server/domain/realtime/list-changed-heads.ts'
import { inBatches } from './in-batches.ts'
import { conversationRoom } from './rooms.ts'
import type { RealtimeServer } from './socket-types.ts'

/**
 * Tells this node's sockets how far the log of every lately changed conversation goes. A client
 * that missed an event notices it by the number and catches up, so a broadcast that was lost
 * after its commit costs seconds and never a message (docs/adr/0002-heads-announced.md).
 * @param within milliseconds to look back
 */
export async function announceHeads(io: RealtimeServer, within: number): Promise<void> {
  const { rooms } = io.of('/').adapter
  for await (const [head] of inBatches(await listChangedHeads({ within }), 1)) {
    const room = head && conversationRoom(head.conversationId)
    if (room && rooms.has(room)) io.local.to(room).emit('heads:announced', { heads: [head] })
  }
}

/** Milliseconds until the next beacon: never the same on two nodes, so that they do not ask together. */
export function beaconInterval([shortest, longest]: readonly [number, number]): number {
  return shortest + Math.random() * (longest - shortest)
}
