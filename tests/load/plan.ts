/** A simulated person: who they are and what proves it. A yardstick needs no proof. */
export interface Person {
  userId: string
  token: string
}

/** A room of the load: everybody in it is connected, hears what is sent and sends. */
export interface RoomPlan {
  id: string
  members: Person[]
}

/** What a load connects to: a yardstick or the product on one or more nodes. */
export interface TargetAddress {
  kind: 'yardstick' | 'product'
  /** One base URL a node; clients and sends go to them in turn. */
  urls: string[]
}
