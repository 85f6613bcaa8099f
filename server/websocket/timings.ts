import { TYPING_TIMEOUT_MS } from '#shared/limits.ts'

/** All time spans of the realtime part, in milliseconds. Tests use shorter ones. */
export interface Timings {
  /** Time between two pings, and for the pong. After both together, a silent client counts as disconnected. */
  pingInterval: number
  pingTimeout: number
  /** Time in which a new connection must authenticate. */
  connectTimeout: number
  /** Between two comparisons of all sockets of this node with the database. */
  sweep: number
  /** Between two checks of newly connected sockets. */
  verify: number
  /** Shortest and longest time between two beacons. */
  beacon: readonly [number, number]
  /** How far back a beacon looks: several beacons, so that one of them may be lost. */
  beaconWindow: number
  /** Time after which a typing indicator ends by itself. */
  typing: number
  /** Time in which presence changes are collected into one announcement. */
  presenceBatch: number
  /** Time for which a user without a socket still counts as present, such as during a reload. */
  presenceGrace: number
  /** Lease of a node's presence. Another node notices a dead node within the lease and a renewal: below 30 s. */
  presenceLease: number
  presenceRenew: number
}

export const defaultTimings: Timings = {
  pingInterval: 20_000,
  pingTimeout: 15_000,
  connectTimeout: 10_000,
  sweep: 5_000,
  verify: 100,
  beacon: [5_000, 10_000],
  beaconWindow: 30_000,
  typing: TYPING_TIMEOUT_MS,
  presenceBatch: 1_000,
  presenceGrace: 5_000,
  presenceLease: 20_000,
  presenceRenew: 6_000,
}
