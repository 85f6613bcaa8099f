import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { inProject } from './project.mjs'

/**
 * Runs a script of the project on the project's own Node, which npm installed, whatever Node
 * called it. Signals reach the child, and its end is ours.
 */
export function onProjectNode(script, args = []) {
  const node = inProject('node_modules/node/bin/node')
  const child = spawn(existsSync(node) ? node : process.execPath, ['--disable-warning=ExperimentalWarning', inProject(script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${inProject('node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}` },
  })
  // A terminal's Ctrl-C reaches the child by itself; a signal to us alone is handed on.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(signal === null ? code ?? 1 : 128 + 15))
}
