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
  private ended: Promise<void> | undefined
  private readonly started: PromiseWithResolvers<void> = Promise.withResolvers()

  /** Adds a part. Parts start in the order in which they were added. */
  add(name: string, start: Step['start']): void {
    this.steps.push({ name, start })
  }

  /** Resolves once every part runs; requests wait for it. */
  get ready(): Promise<void> {
    return this.started.promise
  }

  get state(): Phase {
    return this.phase
  }

  /**
   * Starts every part in turn.
   * @throws Error of the first part that fails; those before it are stopped again.
   */
  async start(): Promise<void> {
    try {
      for (const step of this.steps) {
        const running = await step.start()
        if (running) this.running.unshift(running)
      }
    }
    catch (error) {
      await this.stop()
      throw error
    }
    if (this.phase === 'starting') this.phase = 'ready'
    this.started.resolve()
  }

  /** Lets long connections go. */
  async drain(): Promise<void> {
    this.phase = 'stopping'
    for (const part of this.running) await part.drain?.()
  }

  /** Ends every part that runs, once, however often it is asked. */
  stop(): Promise<void> {
    this.ended ??= this.stopAll()
    return this.ended
  }

  private async stopAll(): Promise<void> {
    await this.drain()
    for (const part of this.running) await part.stop?.()
  }
}

/** The life of this process. */
export const lifecycle = lateBound<Lifecycle>('lifecycle')
