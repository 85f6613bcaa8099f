import { readFile } from 'node:fs/promises'

/** Identifies a process, also against a later one with the same pid. */
export interface ProcessIdentity {
  pid: number
  /** Clock ticks from the machine's boot to the start of the process; empty where unknown. */
  startedAt: string
}

/** @returns the process that now runs under this pid; undefined when there is none */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  if (!isPidTaken(pid)) return undefined
  try {
    // proc_pid_stat(5): the name may contain spaces and brackets; the state is field 3, the start time field 22.
    const [state, ...fields] = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ')
    // A zombie has ended. In a container often no parent process reaps it.
    return state === 'Z' || state === 'X' ? undefined : { pid, startedAt: fields[18] ?? '' }
  }
  catch {
    // Without /proc (macOS) only the pid is known. With /proc, the process has just ended.
    return process.platform === 'linux' ? undefined : { pid, startedAt: '' }
  }
}

/** Whether exactly this process still runs. */
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
