import { setTimeout as pause } from 'node:timers/promises'

/** A task that runs repeatedly until it is stopped. */
export interface Repeated {
  /** Resolves when the current run has ended. */
  stop(): Promise<void>
}

/**
 * Runs a task repeatedly, with a pause before each run. Runs never overlap. A failure is reported
 * and does not end the series.
 * @param interval returns the milliseconds to wait before the next run
 */
export function repeat(interval: () => number, task: () => Promise<void> | void, onError: (error: unknown) => void): Repeated {
  const stopping = new AbortController()
  const series = (async () => {
    while (await waitFor(interval(), stopping.signal)) {
      try {
        await task()
      }
      catch (error) {
        onError(error)
      }
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await series
    },
  }
}

/** Waits without keeping the process alive. @returns false when the signal ended the wait */
async function waitFor(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  // Only the signal can reject this promise.
  return await pause(milliseconds, undefined, { signal, ref: false }).then(() => !signal.aborted, () => false)
}
