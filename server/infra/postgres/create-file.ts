import { randomUUID } from 'node:crypto'
import { link, rm, writeFile } from 'node:fs/promises'

/**
 * Makes a file that nobody but its owner reads, unless there is one of this name. Written beside
 * and then linked: a reader sees the whole file, and of two writers only one creates it.
 * @returns whether it was made now
 */
export async function createFile(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, content, { mode: 0o600, flush: true })
  try {
    await link(draft, path)
    return true
  }
  catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  finally {
    await rm(draft)
  }
}
