import { v7 as uuidv7 } from 'uuid'

/** A pseudo-random sequence, which is the same in every run with the same seed. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** A UUIDv7 with this time. */
  id(moment: Date): string
}

/** Mulberry32: small and fast, good enough for demo and test data. Never use it for secrets. */
export function createRandom(seed: number): Random {
  const state = { value: seed >>> 0 }

  function next(): number {
    state.value = (state.value + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state.value ^ (state.value >>> 15), state.value | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  return {
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    id: moment => uuidv7({ msecs: moment.getTime(), random: Uint8Array.from({ length: 16 }, () => Math.floor(next() * 256)) }),
  }
}
