import { existsSync } from 'node:fs'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PostgresHome } from './postgres-home.ts'
import { runCommand } from './run-command.ts'

/**
 * Creates the cluster with an empty database `parley`, unless it exists. It is created under
 * another name and renamed when it is complete, so a killed start leaves no partial cluster.
 * @throws Error with the last output of the program that failed
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

/** Spawn options for PostgreSQL's programs: user, folder, and an environment without the machine's locale. */
export function programOptions(home: PostgresHome) {
  return { ...home.owner, cwd: home.directory, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } }
}
