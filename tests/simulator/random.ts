import { v7 as uuidv7 } from 'uuid'

/** Chance from a seed (mulberry32): the same seed, the same numbers, everywhere. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A UUIDv7 that the seed decides. */
export function createId(random: () => number, now: number): string {
  return uuidv7({ msecs: now, random: Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256)) })
}
