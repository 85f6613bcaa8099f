import type { ServerEventName, ServerEventPayload } from '#shared/events.ts'
import { lateBound } from '#server/infra/late-bound.ts'

/** The recipients of an event. */
export type Recipients = { conversation: string } | { user: string } | { users: readonly string[] } | { session: string }

/** An event to publish. `except` leaves out the devices of one user. */
export type DomainEvent = {
  [Name in ServerEventName]: {
    name: Name
    to: Recipients
    except?: { user: string }
    payload: ServerEventPayload<Name>
  }
}[ServerEventName]

/** The port that the realtime edge implements. It sends events to their recipients on every node. */
export interface EventPublisher {
  publish(event: DomainEvent): void
  /** Starts or stops sending the read markers of others to this user's devices. */
  showReceipts(userId: string, shown: boolean): void
}

/** Set once at boot. */
export const eventPublisher = lateBound<EventPublisher>('event publisher')

/**
 * Publishes an event. Call it only after the commit. It never throws and never waits: clients repair a
 * lost event through the beacon and by catching up.
 */
export function publish(event: DomainEvent): void {
  eventPublisher().publish(event)
}
