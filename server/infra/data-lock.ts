import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Takes a data folder for this process, so that two starts cannot share it. The lock of a process
 * that was killed is taken over: its pid is gone, or belongs to a process that began later.
 * @returns what gives the folder back
 * @throws Error with one sentence when another start holds it
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'parley.lock')
  const mine = JSON.stringify(await identify(process.pid))
  await mkdir(dataDir, { recursive: true })
  for (;;) {
    try {
      await writeFile(path, mine, { flag: 'wx' })
      return () => release(path, mine)
    }
    catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = await readHolder(path)
    // The same process takes its lock anew when the development server reloads.
    if (holder && holder.pid !== process.pid && await isSameProcess(holder)) {
      throw new Error(`Parley already runs on ${dataDir} (process ${holder.pid}); stop it, or set PARLEY_DATA_DIR to another folder.`)
    }
    await rm(path, { force: true })
  }
}

interface ProcessIdentity {
  pid: number
  /** Clock ticks from the machine's boot to the start of the process; empty where unknown. */
  startedAt: string
}

async function identify(pid: number): Promise<ProcessIdentity> {
  try {
    // proc_pid_stat(5): the 22nd field, counted behind the name, which may hold spaces.
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ').at(-1)?.split(' ') ?? []
    return { pid, startedAt: fields[19] ?? '' }
  }
  catch {
    return { pid, startedAt: '' }
  }
}

async function readHolder(path: string): Promise<ProcessIdentity | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ProcessIdentity
  }
  catch {
    return undefined
  }
}

async function isSameProcess(holder: ProcessIdentity): Promise<boolean> {
  try {
    process.kill(holder.pid, 0)
  }
  catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const now = await identify(holder.pid)
  return now.startedAt === holder.startedAt
}

async function release(path: string, mine: string): Promise<void> {
  if (await readFile(path, 'utf8').catch(() => '') === mine) await rm(path, { force: true })
}
