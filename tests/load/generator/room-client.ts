import type { Person } from '../plan.ts'
import type { Connection } from './connection.ts'
import type { Arrival } from './wire.ts'

/**
 * One client of a room. It applies messages as DESIGN section 6 asks: the next one at once, a
 * later one when what is missing has come, an earlier one never.
 */
export class RoomClient {
  readonly person: Person
  readonly index: number
  connection: Connection | undefined
  /** What it holds, in the order in which it was applied. */
  readonly log: Arrival[] = []
  /** Arrivals of what it held already. */
  doubled = 0
  /** Arrivals that had to wait for an earlier one. */
  early = 0
  /** Events that are no messages. */
  otherEvents = 0
  private readonly held = new Map<number, Arrival>()
  private readonly applied: (arrival: Arrival) => void
  private catchingUp = false
  /** Up to here it may hear of what a catch-up has told: an event may be on its way while the answer is written. */
  private caughtUpTo = 0

  constructor({ person, index, applied }: { person: Person, index: number, applied: (arrival: Arrival) => void }) {
    this.person = person
    this.index = index
    this.applied = applied
  }

  /** The position up to which it holds everything. */
  get cursor(): number {
    return this.log.length
  }

  hear(arrival: Arrival): void {
    const { position } = arrival
    if (position === undefined) this.apply(arrival)
    else if (position <= this.cursor || this.held.has(position)) this.doubled += position <= this.caughtUpTo || this.catchingUp ? 0 : 1
    else if (position === this.cursor + 1 && !this.catchingUp) this.applyAll(arrival)
    else this.hold(position, arrival)
  }

  /** From here on events wait until `catchUp` has told what was missed. */
  startCatchingUp(): void {
    this.catchingUp = true
  }

  catchUp(missed: readonly Arrival[]): void {
    this.catchingUp = false
    for (const arrival of missed) {
      if (arrival.position === this.cursor + 1) this.apply(arrival)
    }
    this.drain()
    this.caughtUpTo = this.cursor
  }

  private hold(position: number, arrival: Arrival): void {
    this.held.set(position, arrival)
    if (!this.catchingUp) this.early += 1
  }

  private applyAll(arrival: Arrival): void {
    this.apply(arrival)
    if (this.held.size > 0) this.drain()
  }

  private drain(): void {
    for (const position of this.held.keys()) {
      if (position <= this.cursor) this.held.delete(position)
    }
    for (let next = this.held.get(this.cursor + 1); next; next = this.held.get(this.cursor + 1)) {
      this.held.delete(this.cursor + 1)
      this.apply(next)
    }
  }

  private apply(arrival: Arrival): void {
    this.log.push(arrival)
    this.applied(arrival)
  }
}
