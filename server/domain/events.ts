import type { ServerEventName, ServerEventPayload } from '#shared/events.ts'
import { lateBound } from '#server/infra/late-bound.ts'

/** Who gets an event: chosen on purpose by whoever publishes it. */
export type Recipients = { conversation: string } | { user: string } | { users: readonly string[] } | { session: string }

/** A fact to announce. `except` leaves out one person's devices. */
export type DomainEvent = {
  [Name in ServerEventName]: {
    name: Name
    to: Recipients
    except?: { user: string }
    payload: ServerEventPayload<Name>
  }
}[ServerEventName]

/** The port that the realtime edge serves: tells a fact to its recipients on every node. */
export interface EventPublisher {
  publish(event: DomainEvent): void
  /** From here on this person's devices hear of the read markers of others, or no longer do. */
  showReceipts(userId: string, shown: boolean): void
}

/** Set once at boot. */
export const eventPublisher = lateBound<EventPublisher>('event publisher')

/**
 * Announces a fact. Call it after the commit and only then. It never throws and never waits: a
 * lost announcement is healed by the beacon and by catching up.
 */
export function publish(event: DomainEvent): void {
  eventPublisher().publish(event)
}
