import { spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'

/** Characters of a failed program's output that the error repeats. */
const OUTPUT_MAX = 600

/**
 * Runs a program until it ends, with `input` on its standard input.
 * @returns its output on stdout and stderr
 * @throws Error with the end of its output when it fails
 */
export async function runCommand(command: string, args: string[], options: SpawnOptions = {}, input = ''): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: [input === '' ? 'ignore' : 'pipe', 'pipe', 'pipe'] })
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => chunks.push(text))
  // A program that fails at once does not read its input. Its exit code reports the failure.
  child.stdin?.on('error', error => chunks.push(error.message))
  child.stdin?.end(input)
  const [code] = await once(child, 'close')
  const output = chunks.join('').trim()
  if (code !== 0) throw new Error(`${command} failed: ${output.slice(-OUTPUT_MAX)}`)
  return output
}
