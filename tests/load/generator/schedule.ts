import { now, pass } from '../clock.ts'

interface Schedule {
  /** Sends a second. */
  rate: number
  /** Milliseconds. */
  duration: number
  /** Milliseconds by which the first send is put off, so that several processes take turns. */
  offset: number
  /** Sends one; told when it was due (ms of `now()`) and when that is since the start. */
  send: (due: number, sinceStart: number) => void
  /** Ends the schedule before its time. */
  isOver: () => boolean
}

/**
 * An open loop: every send has a time at which it is due, whatever became of those before it. A
 * slow server thus does not slow the load down, and its slowness counts in full (no coordinated
 * omission).
 * @returns how late sends left this process, in ms, one value for each, and whether it ran to its end
 */
export async function runSchedule({ rate, duration, offset, send, isOver }: Schedule): Promise<{ lateness: Float64Array, complete: boolean }> {
  const total = Math.round(rate * duration / 1_000)
  const lateness = new Float64Array(total)
  const start = now() + offset
  const dueAt = (index: number) => start + index * 1_000 / rate
  let index = 0
  while (index < total) {
    const time = now()
    for (; index < total && dueAt(index) <= time; index += 1) {
      lateness[index] = now() - dueAt(index)
      send(dueAt(index), dueAt(index) - start)
    }
    if (isOver()) return { lateness: lateness.subarray(0, index), complete: false }
    await pass(Math.max(0, dueAt(index) - now()))
  }
  return { lateness, complete: true }
}
