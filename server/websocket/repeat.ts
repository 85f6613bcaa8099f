import { setTimeout as pause } from 'node:timers/promises'

/** A task that runs again and again until it is stopped. */
export interface Repeated {
  /** Resolves once no run is under way any more. */
  stop(): Promise<void>
}

/**
 * Runs a task, waits, and runs it again; a slow run delays the next one instead of overlapping
 * it. A failure is reported and does not end the series.
 * @param interval gives the milliseconds to wait before each run
 */
export function repeat(interval: () => number, task: () => Promise<void> | void, onError: (error: unknown) => void): Repeated {
  const stopping = new AbortController()
  const series = (async () => {
    while (await passes(interval(), stopping.signal)) {
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

/** Lets time pass; false when the wait was cut short. Does not keep the process alive. */
async function passes(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  // Nothing else than the signal makes it fail.
  return await pause(milliseconds, undefined, { signal, ref: false }).then(() => !signal.aborted, () => false)
}
