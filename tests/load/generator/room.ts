import { createHash } from 'node:crypto'
import type { RoomPlan } from '../plan.ts'
import { PacketMemory } from './packet-memory.ts'
import { RoomClient } from './room-client.ts'
import type { Arrival } from './wire.ts'

/** How a room's clients ended: whether they agree, and what on. */
export interface RoomState {
  id: string
  messages: number
  /** Clients whose log differs from that of the first one. */
  dissenting: number
  doubled: number
  early: number
  otherEvents: number
  /** SHA-256 over the log of the first client, see `digestOf`. */
  digest: string
  /** The same over the ids in ascending order, for targets that store no order. */
  unorderedDigest: string
}

/** A room with the clients that are connected to it. */
export class Room {
  readonly plan: RoomPlan
  readonly memory = new PacketMemory()
  readonly clients: readonly RoomClient[]

  /** @param firstIndex the number of the room's first client among all clients of the load */
  constructor(plan: RoomPlan, firstIndex: number, applied: (arrival: Arrival) => void) {
    this.plan = plan
    this.clients = plan.members.map((person, index) => new RoomClient({ person, index: firstIndex + index, applied }))
  }

  state(): RoomState {
    const log = this.clients[0]?.log ?? []
    return {
      id: this.plan.id,
      messages: log.length,
      dissenting: this.clients.filter(client => !isSameLog(client.log, log)).length,
      doubled: sum(this.clients.map(client => client.doubled + client.log.length - new Set(client.log.map(({ id }) => id)).size)),
      early: sum(this.clients.map(client => client.early)),
      otherEvents: sum(this.clients.map(client => client.otherEvents)),
      digest: digestOf(log.map(({ id, body }) => `${id} ${body}`)),
      unorderedDigest: digestOf(log.map(({ id }) => id).sort()),
    }
  }
}

/** The fingerprint by which clients and database are compared: a room's messages, line by line. */
export function digestOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

function isSameLog(left: readonly Arrival[], right: readonly Arrival[]): boolean {
  return left.length === right.length && left.every((arrival, index) => arrival.id === right[index]?.id && arrival.position === right[index]?.position)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
