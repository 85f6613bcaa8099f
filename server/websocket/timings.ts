import { TYPING_TIMEOUT_MS } from '#shared/limits.ts'

/** Every span of time of the realtime edge, in milliseconds. Tests pass shorter ones. */
export interface Timings {
  /** Between two pings, and how long the answer may take: together the time after which a silent peer counts as gone. */
  pingInterval: number
  pingTimeout: number
  /** Time in which a new connection must have said who it is. */
  connectTimeout: number
  /** Between two comparisons of this node's sockets with the database. */
  sweep: number
  /** Between a connection and its second look at the database. */
  verify: number
  /** Between two announcements of heads: at least, at most. */
  beacon: readonly [number, number]
  /** How far back a beacon looks: several beacons, so that one of them may be lost too. */
  beaconWindow: number
  /** After which a typing mark ends by itself. */
  typing: number
  /** In which changes of presence are gathered into one announcement. */
  presenceBatch: number
  /** For which a person without a socket still counts as present: a reload is no absence. */
  presenceGrace: number
  /** For which a node's word about its people holds. Another node notices its end within a renewal: together below 30 s. */
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
