/**
 * The four deliberate mistakes of DESIGN section 6. The audit must catch each of them, or it
 * proves nothing. They live here, outside the product: three in the audit's own clients, one as a
 * trigger in the audit's own database.
 */
export const mistakes = ['no-idempotency', 'no-gap-check', 'no-beacon', 'database-sequence'] as const

export type Mistake = (typeof mistakes)[number]

/** How a client errs; nothing set, it does not. */
export interface Flaws {
  /** Every attempt to send carries an id of its own, so a repeated one is another message. */
  freshIds: boolean
  /** Takes any later change for the next one and moves its cursor there. */
  ignoresGaps: boolean
  /** Does not hear the heads that the server announces: as good as a server that is silent. */
  ignoresBeacon: boolean
}

export function flawsOf(mistake: Mistake | undefined): Flaws {
  return {
    freshIds: mistake === 'no-idempotency',
    ignoresGaps: mistake === 'no-gap-check',
    ignoresBeacon: mistake === 'no-beacon',
  }
}

/** Whether a mistake only shows where events travel between nodes. */
export function needsTwoNodes(mistake: Mistake): boolean {
  return mistake === 'no-beacon'
}
