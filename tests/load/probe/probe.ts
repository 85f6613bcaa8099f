import type { Strain } from '../generator/strain.ts'
import { watchStrain } from '../generator/strain.ts'
import { answerParent } from '../generator/remote.ts'

/** What a server process says about itself. Loaded into it from outside with `--import`. */
class Probe {
  private watched: { stop: () => Strain } | undefined
  private usage = process.cpuUsage()

  /** Bytes that the process holds after a full collection of garbage. */
  async memory(): Promise<{ resident: number, heap: number }> {
    globalThis.gc?.()
    globalThis.gc?.()
    const { rss, heapUsed } = process.memoryUsage()
    return { resident: rss, heap: heapUsed }
  }

  /** Begins to watch the event loop and the processor time. */
  async watch(): Promise<void> {
    this.watched = watchStrain()
    this.usage = process.cpuUsage()
  }

  /** What was seen since `watch`; `cpu` in ms of processor time. */
  async look(): Promise<Strain & { cpu: number }> {
    const { user, system } = process.cpuUsage(this.usage)
    const strain = this.watched?.stop() ?? { utilization: Number.NaN, loopDelayP99: Number.NaN }
    return { ...strain, cpu: (user + system) / 1_000 }
  }
}

export type ProbeApi = Probe

answerParent(new Probe())
// The probe must not keep a server alive that has closed everything else.
process.channel?.unref()
