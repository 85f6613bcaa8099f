import { spawn } from 'node:child_process'
import { projectDir } from './project.mjs'

/** Lines of a failed step that are shown. */
const LAST_LINES = 40

const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs one step of a start: a line when it begins, its time when it is done, and its own output
 * only when it fails.
 * @throws Error with the last lines that the command printed
 */
export async function runQuietly(title, command, args, env = {}) {
  const startedAt = performance.now()
  process.stdout.write(`  ${title} …`)
  const { code, output } = await run(command, args, env)
  process.stdout.write(code === 0 ? ` ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n` : ' failed\n')
  if (code !== 0) throw new Error(output.trimEnd().split('\n').slice(-LAST_LINES).join('\n'))
}

function run(command, args, env) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: projectDir,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    // Told to end half-way: the step ends too, and nothing goes on behind.
    const end = () => {
      child.kill('SIGTERM')
      process.exit(128 + 15)
    }
    for (const signal of END_SIGNALS) process.once(signal, end)
    const chunks = []
    child.stdout.on('data', chunk => chunks.push(chunk))
    child.stderr.on('data', chunk => chunks.push(chunk))
    child.on('error', fail)
    child.on('close', (code) => {
      for (const signal of END_SIGNALS) process.off(signal, end)
      done({ code, output: Buffer.concat(chunks).toString() })
    })
  })
}
