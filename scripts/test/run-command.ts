import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Receives output in pieces. */
export type Print = (text: string) => void

/** A program of the project's `node_modules/.bin` (or of the PATH) with what it is given. */
export interface Command {
  command: string
  args: readonly string[]
  /** Variables on top of those of this process. */
  env?: Record<string, string>
  /** Receives what the program prints, in pieces; without it, the terminal does. */
  print?: Print | undefined
}

/** Runs a program. Returns its exit code; 1 when it could not be started or was ended by a signal. */
export async function runCommand({ command, args, env = {}, print }: Command): Promise<number> {
  const child = spawn(command, args, { stdio: ['inherit', print ? 'pipe' : 'inherit', print ? 'pipe' : 'inherit'], env: { ...process.env, ...env } })
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => print?.(text))
  try {
    // Unlike `exit`, `close` comes after the last output.
    const [code] = await once(child, 'close') as [number | null]
    return code ?? 1
  }
  catch (error) {
    (print ?? console.error)(`${command}: ${String(error)}\n`)
    return 1
  }
}
