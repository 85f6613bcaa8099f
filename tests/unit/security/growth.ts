/** Milliseconds below which a function does no harm at its full length, however it grows: not worth a measurement. */
const HARMLESS_MS = 2

/**
 * Twice the text takes twice the time where it is linear and four times where it is quadratic. It
 * is measured over three doublings, 8 against 64, since memory costs a little more where there is more.
 */
export const GROWTH_MAX = 3
const DOUBLINGS = 3

/** Measurements of each length before a growth is believed, and before a steep one is. A busy machine spoils some, not all. */
const RUNS_MIN = 4
const RUNS_MAX = 40

/**
 * How much longer a call takes each time that its text is doubled, up to the full length. Both ends
 * are measured by turns, and of each the quickest run counts, which is the one that nothing else
 * disturbed. What is harmless counts as 1.
 */
export async function growthOf(read: (text: string) => unknown, fill: (length: number) => string, length: number): Promise<number> {
  const whole = fill(length)
  let most = Number.POSITIVE_INFINITY
  for (let run = 0; run < RUNS_MIN; run += 1) {
    most = Math.min(most, await millisecondsOf(read, whole))
    if (most < HARMLESS_MS) return 1
  }
  const part = fill(Math.floor(length / 2 ** DOUBLINGS))
  let least = Number.POSITIVE_INFINITY
  const growth = () => (most / least) ** (1 / DOUBLINGS)
  for (let run = 0; run < RUNS_MIN || (run < RUNS_MAX && growth() > GROWTH_MAX); run += 1) {
    least = Math.min(least, await millisecondsOf(read, part))
    most = Math.min(most, await millisecondsOf(read, whole))
  }
  return most < HARMLESS_MS ? 1 : growth()
}

async function millisecondsOf(read: (text: string) => unknown, text: string): Promise<number> {
  const start = performance.now()
  await read(text)
  return performance.now() - start
}
