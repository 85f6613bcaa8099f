import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { createFile } from './create-file.ts'
import type { ProcessIdentity } from './process-identity.ts'
import { identify, isRunning } from './process-identity.ts'

const holder = z.object({ pid: z.number().int().positive(), startedAt: z.string() })

/**
 * Takes a data folder for this process, so that two starts cannot share it. The lock of a process
 * that was killed is taken over: its pid is gone, or belongs to a process that began later.
 * @returns what gives the folder back
 * @throws Error with one sentence when another start holds it
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const mine = JSON.stringify({ ...await identify(process.pid), token: randomUUID() })
  await mkdir(dataDir, { recursive: true })
  for (;;) {
    const release = await tryLock(lockPath(dataDir), mine)
    if (release) return release
    await assertDataDirFree(dataDir)
    // Another process takes over the same stale lock.
    await setTimeout(5)
  }
}

/**
 * Looks whether another process that still runs has taken the folder.
 * @throws Error with one sentence when it has
 */
export async function assertDataDirFree(dataDir: string): Promise<void> {
  const found = await findHolder(await read(lockPath(dataDir)))
  if (found) throw new Error(`Parley already runs on ${dataDir} (process ${found.pid}); stop it, or set PARLEY_DATA_DIR to another folder.`)
}

const lockPath = (dataDir: string) => join(dataDir, 'parley.lock')

/** @returns what gives the lock back; undefined while another process holds it or takes it over */
async function tryLock(path: string, mine: string): Promise<(() => Promise<void>) | undefined> {
  if (await createFile(path, mine)) {
    return async () => {
      if (await read(path) === mine) await rm(path, { force: true })
    }
  }
  return await removeStale(path, mine) ? tryLock(path, mine) : undefined
}

/**
 * Only the holder of the takeover lock removes a stale lock, and reads it once more
 * before: otherwise the slower of two would remove the new lock of the faster one.
 */
async function removeStale(path: string, mine: string): Promise<boolean> {
  if (await findHolder(await read(path))) return false
  const endTakeover = await tryLock(`${path}.takeover`, mine)
  if (!endTakeover) return false
  try {
    const content = await read(path)
    const isStale = content !== undefined && !await findHolder(content)
    if (isStale) await rm(path)
    return isStale
  }
  finally {
    await endTakeover()
  }
}

/** @returns the other process that wrote this lock, if it still runs; this process locks again when the development server reloads */
async function findHolder(lock: string | undefined): Promise<ProcessIdentity | undefined> {
  const found = parse(lock ?? '')
  return found && found.pid !== process.pid && await isRunning(found) ? found : undefined
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  }
  catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parse(text: string) {
  try {
    return holder.safeParse(JSON.parse(text)).data
  }
  catch {
    return undefined
  }
}
