/**
 * Milliseconds on the machine's monotonic clock. It is the same clock in every process of one
 * machine, so a time taken in one process can be compared with a time taken in another.
 */
export function now(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1_000 + nanoseconds / 1_000_000
}

/** Lets time pass. A load is a thing of time: here waiting is the work, not a guess at its end. */
export async function pass(milliseconds: number): Promise<void> {
  // eslint-disable-next-line no-restricted-syntax -- the one clock of the load tests
  await new Promise(resolve => setTimeout(resolve, milliseconds))
}

/**
 * Looks every `every` ms until `done` says yes or `within` ms have gone by.
 * @returns whether it said yes
 */
export async function reached(done: () => boolean, { within, every = 20 }: { within: number, every?: number }): Promise<boolean> {
  const deadline = now() + within
  while (!done()) {
    if (now() > deadline) return false
    await pass(every)
  }
  return true
}
