import { existsSync, statSync } from 'node:fs'
import { fingerprint, isStamped, writeStamp } from './fingerprint.mjs'
import { inProject } from './project.mjs'
import { runQuietly } from './run-quietly.mjs'

const STAMP = 'node_modules/.parley-installed'

/** npm's own note of what it installed. */
const INSTALLED = 'node_modules/.package-lock.json'

// A build needs what npm leaves out under NODE_ENV=production.
const FLAGS = ['--include=dev', '--no-audit', '--no-fund']

/** Installs what the lock file names, when that is not what is installed. */
export async function install() {
  const wanted = fingerprint(['package-lock.json'])
  if (isStamped(STAMP, wanted)) return
  if (!isInstalledByHand()) await installPackages()
  writeStamp(STAMP, wanted)
}

/**
 * `npm ci` refuses a lock file that lacks the optional packages of any platform, as npm writes it
 * beside an existing node_modules; `npm install` takes the same versions and adds what is missing.
 */
async function installPackages() {
  try {
    await runQuietly('Installing packages (once)', 'npm', ['ci', ...FLAGS])
  }
  catch (error) {
    if (!error.message.includes('npm help ci')) throw error
    await runQuietly('Completing the lock file in passing', 'npm', ['install', '--no-save', ...FLAGS])
  }
}

/** Whether npm was run by hand since the lock file changed. */
function isInstalledByHand() {
  if (existsSync(inProject(STAMP)) || !existsSync(inProject(INSTALLED))) return false
  return statSync(inProject(INSTALLED)).mtimeMs >= statSync(inProject('package-lock.json')).mtimeMs
}
