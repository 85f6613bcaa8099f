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
 * Locks a data folder for this process, so that two processes cannot use it. The lock of a killed
 * process is taken over: its pid is gone or belongs to a process that started later.
 * @returns a function that releases the lock
 * @throws Error with one sentence when another process holds the lock
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const mine = JSON.stringify({ ...await identify(process.pid), token: randomUUID() })
  await mkdir(dataDir, { recursive: true })
  for (;;) {
    const release = await tryLock(lockPath(dataDir), mine)
    if (release) return release
    await assertDataDirFree(dataDir)
    // Another process is taking over the same stale lock. Its lock appears in a moment.
    await setTimeout(5)
  }
}

/**
 * Checks that no other running process holds the lock of the folder.
 * @throws Error with one sentence when one does
 */
export async function assertDataDirFree(dataDir: string): Promise<void> {
  const found = await findHolder(await read(lockPath(dataDir)))
  if (found) throw new Error(`Parley already runs on ${dataDir} (process ${found.pid}); stop it, or set PARLEY_DATA_DIR to another folder.`)
}

const lockPath = (dataDir: string) => join(dataDir, 'parley.lock')

/** @returns a function that releases the lock; undefined while another process holds it or takes it over */
async function tryLock(path: string, mine: string): Promise<(() => Promise<void>) | undefined> {
  if (await createFile(path, mine)) {
    return async () => {
      if (await read(path) === mine) await rm(path, { force: true })
    }
  }
  return await removeStale(path, mine) ? tryLock(path, mine) : undefined
}

/**
 * Removes a stale lock. A second lock makes sure that only one process does this at a time, and it
 * reads the lock again first. Otherwise the slower of two would remove the new lock of the faster.
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

/** @returns the other process that wrote this lock, if it still runs. This process may lock again when the development server reloads. */
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
