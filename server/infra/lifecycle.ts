import { lateBound } from './late-bound.ts'

/** What a started part leaves to be done at the end. */
export interface Running {
  /** At the signal to stop, while requests may still run: lets long connections go. */
  drain?: () => Promise<void>
  /** After the last request, in the reverse order of the start. */
  stop?: () => Promise<void>
}

interface Step {
  name: string
  start: () => Promise<Running | undefined>
}

export type Phase = 'starting' | 'ready' | 'stopping'

/** Starts the parts of a process in order and ends them in the reverse one. */
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

  /** Resolves to true once every part runs, and to false when that will not be. Requests wait for it. */
  get ready(): Promise<boolean> {
    return this.started.promise
  }

  get state(): Phase {
    return this.phase
  }

  /**
   * Starts every part in turn, until it is told to stop.
   * @throws Error of the first part that fails; those before it are stopped again.
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

  /** Lets long connections go, once. */
  drain(): Promise<void> {
    this.phase = 'stopping'
    this.started.resolve(false)
    this.drained ??= this.drainAll()
    return this.drained
  }

  /** Ends every part that runs, once, however often it is asked. */
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
    // A part that is just starting is let finish: only then does it say how it ends.
    await Promise.allSettled([this.starting])
    for (const part of this.running) await part.stop?.()
  }
}

/** The life of this process. */
export const lifecycle = lateBound<Lifecycle>('lifecycle')
