import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts'

/** Milliseconds between two checks, and until PostgreSQL is forced to stop. */
const CHECK_EVERY_MS = 50
const STOP_TIMEOUT_MS = 15_000

/**
 * Stops a PostgreSQL that still runs on this cluster after its app was killed. Its pid is read from
 * the cluster. A process that got the same pid later is not touched.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const orphan = await findOrphan(cluster)
  if (!orphan) return
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one.
  signal(orphan, 'SIGINT')
  const deadline = Date.now() + STOP_TIMEOUT_MS
  while (await isRunning(orphan)) {
    if (Date.now() > deadline) signal(orphan, 'SIGQUIT')
    await new Promise(resolve => setTimeout(resolve, CHECK_EVERY_MS))
  }
}

function signal({ pid }: ProcessIdentity, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  }
  catch (error) {
    // It ended between the check and the signal.
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
    // Without /proc (macOS), the pid file of a running process is enough.
    return process.platform !== 'linux'
  }
}
