import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A program that a test started and must end. */
export interface TestProcess {
  readonly pid: number
  /** Everything that it printed so far. */
  output(): string
  /** Set once it has ended. */
  exitCode(): number | undefined
  /** Asks it to end and waits; fails when it does not end within `within` ms. */
  stop(within?: number): Promise<void>
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
}

interface ProcessOptions {
  command: string
  args: readonly string[]
  env: Record<string, string>
  cwd?: string
}

/** Starts a program with exactly the given environment. */
export function startProcess({ command, args, env, cwd }: ProcessOptions): TestProcess {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  }
  child.on('error', error => chunks.push(String(error)))
  // A run that is interrupted leaves nothing behind.
  const killWithParent = () => child.kill('SIGKILL')
  process.once('exit', killWithParent)
  child.once('exit', () => process.off('exit', killWithParent))

  return {
    pid: child.pid ?? 0,
    output: () => chunks.join(''),
    exitCode: () => child.exitCode ?? (child.signalCode === null ? undefined : 128),
    stop: async (within = 15_000) => {
      const ended = await end(child, 'SIGTERM', within)
      if (ended) return
      await end(child, 'SIGKILL', within)
      throw new Error(`${command} did not stop within ${within} ms:\n${chunks.join('').slice(-4_000)}`)
    },
    kill: async () => {
      await end(child, 'SIGKILL', 5_000)
    },
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals, within: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(within) }).then(() => true, () => false)
  child.kill(signal)
  return await exited
}
