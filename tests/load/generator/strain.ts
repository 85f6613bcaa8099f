import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

/** How hard a process had to work. */
export interface Strain {
  /** Share of the time in which its event loop was busy, 0 to 1. */
  utilization: number
  /** Milliseconds by which the event loop came late, 99th percentile. */
  loopDelayP99: number
}

const RESOLUTION_MS = 5

/** Watches the event loop of this process from now on; `stop` says how it fared. */
export function watchStrain(): { stop: () => Strain } {
  const before = performance.eventLoopUtilization()
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  return {
    stop: () => {
      delay.disable()
      const { utilization } = performance.eventLoopUtilization(before)
      return { utilization, loopDelayP99: Math.max(0, delay.percentile(99) / 1_000_000 - RESOLUTION_MS) }
    },
  }
}
