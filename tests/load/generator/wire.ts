import type { Person } from '../plan.ts'
import type { Handshake } from './connection.ts'
import type { Packet } from './packet-memory.ts'

/** A message as it arrived or as a catch-up told it. */
export interface Arrival {
  id: string
  body: string
  /** Place in the room's log, from 1 without gaps; undefined where the target gives none. */
  position: number | undefined
}

export interface Posted {
  id: string
  roomId: string
  author: Person
  body: string
}

/** What differs between a yardstick and the product as seen by a client. */
export interface Wire {
  handshake: (person: Person, roomId: string, index: number) => Handshake
  /** The message in an event, or undefined for an event of another kind. */
  arrivalOf: (packet: Packet) => Arrival | undefined
  /** Sends and waits for the answer. @throws when it was not accepted */
  post: (message: Posted, emit: (name: string, payload: unknown) => Promise<unknown>) => Promise<void>
  /** What was missed after `position`, for a client that comes back; empty where nothing is stored. */
  catchUp: (person: Person, roomId: string, position: number) => Promise<Arrival[]>
  close: () => void
}
