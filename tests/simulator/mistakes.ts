/** Deliberate mistakes: each must be noticed by the oracle, or the simulator proves nothing. */
export type Mistake = 'no_idempotency' | 'no_gap_check' | 'no_beacon' | 'database_sequence'
