import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts'

/** Milliseconds between two looks, and until a PostgreSQL that does not end is made to. */
const LOOK_EVERY_MS = 50
const PATIENCE_MS = 15_000

/**
 * Ends a PostgreSQL that lives on in this cluster after its app was killed. It is found by the
 * pid that it wrote into its own folder; a pid that another program has got since is left alone.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const orphan = await findOrphan(cluster)
  if (!orphan) return
  // "Fast shutdown", and after some patience the "immediate" one.
  signal(orphan, 'SIGINT')
  const deadline = Date.now() + PATIENCE_MS
  while (await isRunning(orphan)) {
    if (Date.now() > deadline) signal(orphan, 'SIGQUIT')
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

function signal({ pid }: ProcessIdentity, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  }
  catch (error) {
    // It ended between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function findOrphan(cluster: string): Promise<ProcessIdentity | undefined> {
  const pid = await readPid(cluster)
  const found = pid === undefined ? undefined : await identify(pid)
  return found && await isPostgresOf(found.pid, cluster) ? found : undefined
}

async function readPid(cluster: string): Promise<number | undefined> {
  try {
    const pid = Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0])
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  }
  catch {
    return undefined
  }
}

async function isPostgresOf(pid: number, cluster: string): Promise<boolean> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').includes(cluster)
  }
  catch {
    // No /proc here (macOS): the pid file of a living process is proof enough.
    return process.platform !== 'linux'
  }
}
