import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'

/** A Node process that was started for the load, with a channel to talk to it. */
export interface Child {
  readonly process: ChildProcess
  readonly pid: number
  /** The end of what it printed. */
  readonly output: () => string
  /** Asks it to end and waits; ends it by force after `within` ms. */
  stop: (within?: number) => Promise<void>
}

interface ChildOptions {
  script: string
  nodeOptions?: string[]
  env: Record<string, string>
  /** A file for all that it prints: a log on a disk, as in production. */
  logFile: string
}

const OUTPUT_LENGTH = 4_000

const children = new Set<ChildProcess>()
process.once('exit', () => children.forEach(child => child.kill('SIGKILL')))

/** Starts a script on the Node that runs this. It ends with its parent at the latest. */
export function startChild({ script, nodeOptions = [], env, logFile }: ChildOptions): Child {
  const log = openSync(logFile, 'a')
  const child = spawn(process.execPath, [...nodeOptions, script], { env, stdio: ['ignore', log, log, 'ipc'], serialization: 'advanced' })
  closeSync(log)
  children.add(child)
  child.once('exit', () => children.delete(child))
  return {
    process: child,
    pid: child.pid ?? 0,
    // The folder of logs goes first when a bench is cut off.
    output: () => existsSync(logFile) ? readFileSync(logFile, 'utf8').slice(-OUTPUT_LENGTH) : '(its log is gone)',
    stop: async (within = 10_000) => {
      if (await end(child, 'SIGTERM', within)) return
      await end(child, 'SIGKILL', within)
    },
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals, within: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(within) }).then(() => true, () => false)
  child.kill(signal)
  return await exited
}
