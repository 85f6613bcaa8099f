import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { handOnSignals } from './hand-on-signals.mjs'
import { inProject } from './project.mjs'

/**
 * Runs a script of the project on the project's own Node, which npm installed, whatever Node
 * called it. Signals reach the child, and its end is ours.
 */
export function onProjectNode(script, args = []) {
  const node = inProject('node_modules/node/bin/node')
  const child = spawn(existsSync(node) ? node : process.execPath, ['--disable-warning=ExperimentalWarning', inProject(script), ...args], {
    // The channel tells a script when the one that started it is gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${inProject('node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}` },
  })
  handOnSignals(child)
}
