import { runCommand } from './run-command.ts'

export interface SystemUser {
  uid: number
  gid: number
}

/**
 * The user that runs PostgreSQL when the process is root: `postgres`, which is created if missing,
 * or `nobody` if it cannot be created.
 */
export async function unprivilegedUser(): Promise<SystemUser> {
  return await find('postgres') ?? await create('postgres') ?? await find('nobody') ?? fail()
}

async function find(name: string): Promise<SystemUser | undefined> {
  try {
    return { uid: Number(await runCommand('id', ['-u', name])), gid: Number(await runCommand('id', ['-g', name])) }
  }
  catch {
    return undefined
  }
}

async function create(name: string): Promise<SystemUser | undefined> {
  try {
    await runCommand('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name])
  }
  catch {
    // There is no useradd, or /etc is read-only.
    return undefined
  }
  return find(name)
}

function fail(): never {
  throw new Error('PostgreSQL does not run as root, and this system has no other user; start Parley as an ordinary user.')
}
