import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { createFile } from './create-file.ts'
import { identify, isRunning } from './process-identity.ts'

const holder = z.object({ pid: z.number().int().positive(), startedAt: z.string() })

/**
 * Takes a data folder for this process, so that two starts cannot share it. The lock of a process
 * that was killed is taken over: its pid is gone, or belongs to a process that began later.
 * @returns what gives the folder back
 * @throws Error with one sentence when another start holds it
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const path = lockPath(dataDir)
  const mine = JSON.stringify({ ...await identify(process.pid), token: randomUUID() })
  await mkdir(dataDir, { recursive: true })
  while (!await createFile(path, mine)) {
    await refuseHeldDataDir(dataDir)
    await removeStale(path)
  }
  return async () => {
    if (await read(path) === mine) await rm(path, { force: true })
  }
}

/**
 * Looks whether another process that still runs has taken the folder.
 * @throws Error with one sentence when it has
 */
export async function refuseHeldDataDir(dataDir: string): Promise<void> {
  const found = parse(await read(lockPath(dataDir)))
  // The same process takes its lock anew when the development server reloads.
  if (!found || found.pid === process.pid || !await isRunning(found)) return
  throw new Error(`Parley already runs on ${dataDir} (process ${found.pid}); stop it, or set PARLEY_DATA_DIR to another folder.`)
}

const lockPath = (dataDir: string) => join(dataDir, 'parley.lock')

/** Of two that take over the same stale lock at once, the slower one may hold the faster one's new lock: it goes back. */
async function removeStale(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  }
  catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const content = await read(aside)
  const taken = parse(content)
  if (taken && taken.pid !== process.pid && await isRunning(taken)) await createFile(path, content)
  await rm(aside)
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  }
  catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
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
