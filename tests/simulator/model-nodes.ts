import type { Deliver, SimulatedEvent, StreamRequest } from './simulated-server.ts'
import type { VirtualClock } from './virtual-clock.ts'

interface Stream extends StreamRequest {
  rooms: Set<string>
}

export interface NodesOptions {
  clock: VirtualClock
  random: () => number
  roomsOf: (userId: string) => string[]
}

export type ModelNodes = ReturnType<typeof createModelNodes>

/** Milliseconds that a broadcast takes to another node, at most. */
const BUS_MS = 60

/** Streams in rooms on several nodes, and the bus between them, which may lose everything. */
export function createModelNodes({ clock, random, roomsOf }: NodesOptions) {
  const streams = new Set<Stream>()
  const muted = new Set<number>()
  let isBusCut = false

  function open(request: StreamRequest): () => void {
    const stream = { ...request, rooms: new Set(roomsOf(request.userId)) }
    streams.add(stream)
    return () => streams.delete(stream)
  }

  /** Tells everybody in the room, on all nodes, after the commit that `node` made. */
  function broadcast(node: number, room: string, event: SimulatedEvent, payload: object, toUsers?: readonly string[]): void {
    if (muted.has(node)) return
    // As it is now, however long it travels.
    const fact = structuredClone(payload)
    const send = (stream: Stream) => {
      const isMeant = toUsers ? toUsers.includes(stream.userId) : stream.rooms.has(room)
      if (isMeant) hand(stream.deliver, event, fact)
    }
    for (const stream of [...streams]) {
      if (stream.node === node) send(stream)
      else if (!isBusCut) clock.set(() => streams.has(stream) && send(stream), random() * BUS_MS)
    }
  }

  /** Rights go at once, on every node: this way is not the bus. */
  function rejoin(userId: string): void {
    for (const stream of streams) {
      if (stream.userId === userId) stream.rooms = new Set(roomsOf(userId))
    }
  }

  /** Each node tells its own streams. */
  function announce(headsOf: (rooms: Set<string>) => object[]): void {
    for (const stream of [...streams]) {
      const heads = headsOf(stream.rooms)
      if (heads.length > 0 && !muted.has(stream.node)) hand(stream.deliver, 'heads:announced', { heads })
    }
  }

  function restart(node: number): void {
    for (const stream of [...streams]) {
      if (stream.node !== node) continue
      streams.delete(stream)
      stream.closed()
    }
  }

  return {
    open, broadcast, rejoin, announce, restart,
    cutBus: (isCut: boolean) => void (isBusCut = isCut),
    mute: (node: number, isMuted: boolean) => void (isMuted ? muted.add(node) : muted.delete(node)),
  }
}

/** Copied, as the wire does: nobody shares an object with the server. */
function hand(deliver: Deliver, event: SimulatedEvent, payload: object): void {
  deliver(event, structuredClone(payload) as Record<string, unknown>)
}
