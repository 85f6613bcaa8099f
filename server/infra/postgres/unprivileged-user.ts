import { runCommand } from './run-command.ts'

export interface SystemUser {
  uid: number
  gid: number
}

/**
 * The user as whom root runs PostgreSQL: `postgres`, made when it is missing, and `nobody` on
 * systems where it cannot be made.
 */
export async function unprivilegedUser(): Promise<SystemUser> {
  return await find('postgres') ?? await make('postgres') ?? await find('nobody') ?? fail()
}

async function find(name: string): Promise<SystemUser | undefined> {
  try {
    return { uid: Number(await runCommand('id', ['-u', name])), gid: Number(await runCommand('id', ['-g', name])) }
  }
  catch {
    return undefined
  }
}

async function make(name: string): Promise<SystemUser | undefined> {
  try {
    await runCommand('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name])
  }
  catch {
    // No useradd here, or a read-only /etc.
    return undefined
  }
  return find(name)
}

function fail(): never {
  throw new Error('PostgreSQL refuses root, and this system has no other user; start as an ordinary user.')
}
