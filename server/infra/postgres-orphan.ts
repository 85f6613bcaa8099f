import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Milliseconds between two looks, and until a PostgreSQL that does not end is killed. */
const LOOK_EVERY_MS = 50
const PATIENCE_MS = 15_000

/**
 * Ends a PostgreSQL that lives on in this cluster after its app was killed. It is found by the
 * pid that it wrote into its own folder; a pid that another program has got since is left alone.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const pid = await readPid(cluster)
  if (pid === undefined || !await isPostgresOf(pid, cluster)) return
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + PATIENCE_MS
  while (isAlive(pid)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT')
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
  }
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
  if (!isAlive(pid)) return false
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes(cluster)
  }
  catch {
    // No /proc here (macOS): the pid file of a living process is proof enough.
    return process.platform !== 'linux'
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  }
  catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
