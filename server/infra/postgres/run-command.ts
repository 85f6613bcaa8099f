import { spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'

/** Characters of a failed program's output that its error repeats. */
const LAST_WORDS = 600

/**
 * Runs a program to its end, with `input` on its standard input.
 * @returns what it printed on both channels
 * @throws Error with its last words when it fails
 */
export async function runCommand(command: string, args: string[], options: SpawnOptions = {}, input = ''): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: [input === '' ? 'ignore' : 'pipe', 'pipe', 'pipe'] })
  const words: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => words.push(text))
  // A program that fails at once does not read its input; its exit code says why.
  child.stdin?.on('error', error => words.push(error.message))
  child.stdin?.end(input)
  const [code] = await once(child, 'close')
  const output = words.join('').trim()
  if (code !== 0) throw new Error(`${command} failed: ${output.slice(-LAST_WORDS)}`)
  return output
}
