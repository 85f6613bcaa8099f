import { readFile } from 'node:fs/promises'

/** A process, told apart from a later one that got the same pid. */
export interface ProcessIdentity {
  pid: number
  /** Clock ticks from the machine's boot to the start of the process; empty where unknown. */
  startedAt: string
}

/** @returns the process that runs under this pid now; undefined when none does */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  if (!isPidTaken(pid)) return undefined
  try {
    // proc_pid_stat(5): the name may hold spaces and brackets; state is the 3rd field, start the 22nd.
    const [state, ...fields] = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ')
    // A zombie has ended; in a container often nobody buries it.
    return state === 'Z' || state === 'X' ? undefined : { pid, startedAt: fields[18] ?? '' }
  }
  catch {
    // Without /proc (macOS) the pid alone has to do; with it, the process ended just now.
    return process.platform === 'linux' ? undefined : { pid, startedAt: '' }
  }
}

/** Does this very process still run? */
export async function isRunning({ pid, startedAt }: ProcessIdentity): Promise<boolean> {
  return (await identify(pid))?.startedAt === startedAt
}

function isPidTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  }
  catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
