import { lateBound } from './late-bound.ts'

/** The shutdown steps of a started part. */
export interface Running {
  /** Closes long-lived connections. Runs first at shutdown, while requests may still run. */
  drain?: () => Promise<void>
  /** Runs after the last request, in reverse order of the start. */
  stop?: () => Promise<void>
}

interface Step {
  name: string
  start: () => Promise<Running | undefined>
}

export type Phase = 'starting' | 'ready' | 'stopping'

/** Starts the parts of a process in order and stops them in reverse order. */
export class Lifecycle {
  private readonly steps: Step[] = []
  private readonly running: Running[] = []
  private phase: Phase = 'starting'
  private starting: Promise<void> = Promise.resolve()
  private drained: Promise<void> | undefined
  private ended: Promise<void> | undefined
  private readonly started: PromiseWithResolvers<boolean> = Promise.withResolvers()

  /** Adds a part. Parts start in the order in which they were added. */
  add(name: string, start: Step['start']): void {
    this.steps.push({ name, start })
  }

  /** Resolves to true when every part runs, or to false when the start failed or was stopped. Requests wait for it. */
  get ready(): Promise<boolean> {
    return this.started.promise
  }

  get state(): Phase {
    return this.phase
  }

  /**
   * Starts every part in turn. Ends early when `drain` or `stop` is called.
   * @throws Error of the first part that fails, after stopping the parts before it
   */
  async start(): Promise<void> {
    this.starting = this.startAll()
    try {
      await this.starting
    }
    catch (error) {
      await this.stop()
      throw error
    }
    if (this.phase === 'starting') this.phase = 'ready'
    this.started.resolve(this.phase === 'ready')
  }

  /** Closes long-lived connections. Repeated calls do nothing more. */
  drain(): Promise<void> {
    this.phase = 'stopping'
    this.started.resolve(false)
    this.drained ??= this.drainAll()
    return this.drained
  }

  /** Stops every running part. Repeated calls do nothing more. */
  stop(): Promise<void> {
    this.ended ??= this.stopAll()
    return this.ended
  }

  private async startAll(): Promise<void> {
    for (const step of this.steps) {
      if (this.phase !== 'starting') return
      const running = await step.start()
      if (running) this.running.unshift(running)
    }
  }

  private async drainAll(): Promise<void> {
    for (const part of this.running) await part.drain?.()
  }

  private async stopAll(): Promise<void> {
    await this.drain()
    // A part that is starting must finish first, because only then its `stop` is known.
    await Promise.allSettled([this.starting])
    for (const part of this.running) await part.stop?.()
  }
}

/** The lifecycle of this process. */
export const lifecycle = lateBound<Lifecycle>('lifecycle')
