import { listChangedHeads } from '#server/domain/realtime/list-changed-heads.ts'
import { inBatches } from './in-batches.ts'
import { conversationRoom } from './rooms.ts'
import type { RealtimeServer } from './socket-types.ts'

/**
 * Announces the `changeSeq` of every recently changed conversation to this node's sockets. A client
 * that missed an event sees the gap and catches up, so a lost broadcast delays a message by seconds
 * but never loses it (docs/adr/0002-heads-announced.md).
 * @param within milliseconds to look back
 */
export async function announceHeads(io: RealtimeServer, within: number): Promise<void> {
  const { rooms } = io.of('/').adapter
  for await (const [head] of inBatches(await listChangedHeads({ within }), 1)) {
    const room = head && conversationRoom(head.conversationId)
    if (room && rooms.has(room)) io.local.to(room).emit('heads:announced', { heads: [head] })
  }
}

/** Milliseconds until the next beacon, random so that nodes do not query the database at the same time. */
export function beaconInterval([shortest, longest]: readonly [number, number]): number {
  return shortest + Math.random() * (longest - shortest)
}
