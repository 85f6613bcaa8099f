import { lateBound } from './late-bound.ts'
import { logger } from './logger.ts'

/** Work that goes on behind answers. */
export class Background {
  private readonly running = new Set<Promise<void>>()

  /** Starts work and logs its failure; whoever needed it can ask again. */
  run(name: string, work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) => logger().error({ err: error, work: name }, 'background work failed'))
      .finally(() => this.running.delete(done))
    this.running.add(done)
  }

  /** Waits for what was started, before the database goes. */
  async settle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running)
  }
}

/** The background work of this process; set at boot. */
export const background = lateBound<Background>('background')

/** Lets work go on behind an answer that does not wait for it, so that the answer's time tells nothing about the work. */
export function inBackground(name: string, work: () => Promise<void>): void {
  background().run(name, work)
}
