import { existsSync, statSync } from 'node:fs'
import { fingerprint, isStamped, writeStamp } from './fingerprint.mjs'
import { inProject } from './project.mjs'
import { runQuietly } from './run-quietly.mjs'

const STAMP = 'node_modules/.parley-installed'

/** npm's own note of what it installed. */
const INSTALLED = 'node_modules/.package-lock.json'

/** Installs exactly what the lock file names, when that is not what is installed. */
export async function install() {
  const wanted = fingerprint(['package-lock.json'])
  if (isStamped(STAMP, wanted)) return
  // A build needs what npm leaves out under NODE_ENV=production.
  if (!isInstalledByHand()) await runQuietly('Installing packages (once)', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])
  writeStamp(STAMP, wanted)
}

/** Has somebody run npm since the lock file changed, and this never? */
function isInstalledByHand() {
  if (existsSync(inProject(STAMP)) || !existsSync(inProject(INSTALLED))) return false
  return statSync(inProject(INSTALLED)).mtimeMs >= statSync(inProject('package-lock.json')).mtimeMs
}
