import type { Child } from '../child.ts'
import type { RoomPlan, TargetAddress } from '../plan.ts'

export type TargetName = 'bare' | 'insert' | 'seq' | 'batch' | 'product' | 'product-2'

/** What a target says that it stored: fingerprints as in `RoomState`, by room. */
export interface StoredRoom {
  messages: number
  digest: string
}

/** A yardstick or the product, running, with people and rooms for one size of load. */
export interface Target {
  readonly name: TargetName
  readonly address: TargetAddress
  readonly rooms: RoomPlan[]
  /** The server processes, each with the probe in it. */
  readonly servers: Child[]
  readonly databaseUrl: string | undefined
  /** What the database holds, or undefined where nothing is stored. */
  stored: () => Promise<Map<string, StoredRoom> | undefined>
  /** Whether `stored` and the clients must agree on the order, too. */
  readonly isOrdered: boolean
  stop: () => Promise<void>
}

export interface Size {
  clients: number
  membersPerRoom: number
}
