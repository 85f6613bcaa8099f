import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { copyPrograms, findPrograms } from './postgres-programs.ts'
import { unprivilegedUser, type SystemUser } from './unprivileged-user.ts'

/** The folders of the embedded PostgreSQL's programs and data, and the user that runs it. */
export interface PostgresHome {
  directory: string
  cluster: string
  binary(name: string): string
  /** Set if the process is root, because PostgreSQL refuses to run as root. */
  owner: SystemUser | undefined
}

/** A folder that every user can read, unlike a checkout below root's home. */
const SYSTEM_DIRECTORY = '/var/lib/parley'

/** File in the data folder that names the folder of the database, if it is elsewhere. */
const LOCATION_FILE = 'postgres.location'

/** File in the folder of the database that names the data folder. */
const BELONGS_TO = 'belongs-to'

/**
 * Finds the PostgreSQL home of a data folder, and creates it at the first start. For an ordinary
 * user it is in the data folder. Root runs PostgreSQL as an unprivileged user. If that user cannot
 * reach the data folder, programs and data are below `/var/lib/parley`, and `postgres.location` in
 * the data folder names the folder.
 * @throws Error when the data folder was copied without its database
 */
export async function locatePostgres(dataDir: string): Promise<PostgresHome> {
  await mkdir(dataDir, { recursive: true })
  const folder = await realpath(dataDir)
  const local = join(folder, 'postgres')
  const programs = findPrograms()
  if (process.getuid?.() !== 0) return home(programs, await makeDirectory(local), undefined)

  const found = await ownerOf(join(local, 'cluster'))
  if (found) return home(programs, local, found)

  const owner = await unprivilegedUser()
  const location = await readText(join(folder, LOCATION_FILE))
  if (location === '' && await isReachable(folder) && await isReachable(programs)) return home(programs, await makeDirectory(local, owner), owner)
  await makeDirectory(SYSTEM_DIRECTORY)
  const elsewhere = location === '' ? await createElsewhere(folder, owner) : await openElsewhere(location, folder)
  return home(await copyPrograms(programs, SYSTEM_DIRECTORY), elsewhere, owner)
}

function home(programs: string, directory: string, owner: PostgresHome['owner']): PostgresHome {
  return { directory, cluster: join(directory, 'cluster'), binary: name => join(programs, 'bin', name), owner }
}

/** Creates the database folder outside the data folder. The name is random, so a deleted and recreated data folder starts empty. */
async function createElsewhere(folder: string, owner: SystemUser): Promise<string> {
  const elsewhere = await makeDirectory(join(SYSTEM_DIRECTORY, randomBytes(8).toString('hex')), owner)
  await writeFile(join(elsewhere, BELONGS_TO), folder)
  await writeFile(join(folder, LOCATION_FILE), elsewhere)
  return elsewhere
}

/** Finds the database folder again. The data folder may have moved, but two data folders never share a database. */
async function openElsewhere(elsewhere: string, folder: string): Promise<string> {
  if (!existsSync(elsewhere)) throw new Error(`The database of ${folder} was in ${elsewhere}, which is gone; restore it, or delete ${join(folder, LOCATION_FILE)} to start with an empty database.`)
  const owningFolder = await readText(join(elsewhere, BELONGS_TO))
  if (owningFolder !== folder && await readText(join(owningFolder, LOCATION_FILE)) === elsewhere) {
    throw new Error(`${folder} is a copy of ${owningFolder} without its database; delete ${join(folder, LOCATION_FILE)} to start with an empty database.`)
  }
  await writeFile(join(elsewhere, BELONGS_TO), folder)
  return elsewhere
}

async function makeDirectory(path: string, owner?: SystemUser): Promise<string> {
  await mkdir(path, { recursive: true })
  if (process.getuid?.() === 0) await chmod(path, 0o755)
  if (owner) await chown(path, owner.uid, owner.gid)
  return path
}

/** The owner of an existing cluster. Root starts the cluster of an ordinary user as that user. */
async function ownerOf(cluster: string): Promise<SystemUser | undefined> {
  if (!existsSync(cluster)) return undefined
  const { uid, gid } = await stat(cluster)
  return uid === 0 ? undefined : { uid, gid }
}

/** Whether every user may enter the folder and all its parent folders. */
async function isReachable(path: string): Promise<boolean> {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    const { mode } = await stat(folder)
    if ((mode & 0o001) === 0) return false
  }
  return true
}

async function readText(path: string): Promise<string> {
  return existsSync(path) ? (await readFile(path, 'utf8')).trim() : ''
}
