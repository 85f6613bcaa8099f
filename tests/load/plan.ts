/** A simulated person: who they are and what proves it. A yardstick needs no proof. */
export interface Person {
  userId: string
  token: string
}

/**
 * A room of the load: everybody in `members` is connected and hears what is sent. `writers` are
 * participants who only post: at high rates they keep each person below the product's own limit
 * of sends, which stays on.
 */
export interface RoomPlan {
  id: string
  members: Person[]
  writers: Person[]
}

/** What a load connects to: a yardstick or the product on one or more nodes. */
export interface TargetAddress {
  kind: 'yardstick' | 'product'
  /** One base URL a node; clients and sends go to them in turn. */
  urls: string[]
}
