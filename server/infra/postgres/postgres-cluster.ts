import { existsSync } from 'node:fs'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PostgresHome } from './postgres-home.ts'
import { runCommand } from './run-command.ts'

/**
 * Makes the cluster with an empty database `parley`, once. It appears under its name only when it
 * is whole: a start that was killed half-way leaves nothing that looks like data.
 * @throws Error with the program's last words when it fails
 */
export async function createCluster(home: PostgresHome, password: string): Promise<void> {
  if (existsSync(home.cluster)) return
  const draft = `${home.cluster}.new`
  const passwordFile = join(home.directory, 'password')
  await Promise.all([draft, passwordFile].map(path => rm(path, { recursive: true, force: true })))
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' })
  if (home.owner) {
    const { uid, gid } = home.owner
    await Promise.all([draft, passwordFile].map(path => chown(path, uid, gid)))
  }
  await runCommand(home.binary('initdb'), [
    '-D', draft, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256',
    '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C',
  ], programOptions(home))
  await rm(passwordFile)
  // Single-user mode runs SQL without a port and without a password.
  await runCommand(home.binary('postgres'), ['--single', '-D', draft, 'postgres'], programOptions(home), 'CREATE DATABASE parley;\n')
  await rename(draft, home.cluster)
}

/** How PostgreSQL's programs run: as whom, where, and without the locale of the machine. */
export function programOptions(home: PostgresHome) {
  return { ...home.owner, cwd: home.directory, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } }
}
