import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Runs a program of the project's `node_modules/.bin` (or of the PATH), showing what it prints.
 * Returns its exit code; 1 when it could not be started or was ended by a signal.
 */
export async function runCommand(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  try {
    const [code] = await once(child, 'exit') as [number | null]
    return code ?? 1
  }
  catch (error) {
    console.error(`${command}: ${String(error)}`)
    return 1
  }
}
