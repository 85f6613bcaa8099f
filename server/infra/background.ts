import { lateBound } from './late-bound.ts'
import { logger } from './logger.ts'

/** Work that continues after the response. */
export class Background {
  private readonly running = new Set<Promise<void>>()

  /** Starts work. A failure is logged and not retried. */
  run(name: string, work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) => logger().error({ err: error, work: name }, 'background work failed'))
      .finally(() => this.running.delete(done))
    this.running.add(done)
  }

  /** Waits for running work. Call it before the database closes. */
  async settle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running)
  }
}

/** The background work of this process; set at boot. */
export const background = lateBound<Background>('background')

/** Runs work without delaying the response, so that the response time reveals nothing about the work. */
export function inBackground(name: string, work: () => Promise<void>): void {
  background().run(name, work)
}
