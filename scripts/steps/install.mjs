import { fingerprint, isStamped, writeStamp } from './fingerprint.mjs'
import { runQuietly } from './run-quietly.mjs'

const STAMP = 'node_modules/.parley-installed'

/** Installs exactly what the lock file names, when that is not what is installed. */
export async function install() {
  const wanted = fingerprint(['package-lock.json'])
  if (isStamped(STAMP, wanted)) return
  await runQuietly('Installing packages (once)', 'npm', ['ci', '--no-audit', '--no-fund'])
  writeStamp(STAMP, wanted)
}
