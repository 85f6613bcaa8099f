import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { copyPrograms, findPrograms } from './postgres-programs.ts'
import { unprivilegedUser, type SystemUser } from './unprivileged-user.ts'

/** Where programs and data of the embedded PostgreSQL are, and as whom it runs. */
export interface PostgresHome {
  directory: string
  cluster: string
  binary(name: string): string
  /** Set for root, whom PostgreSQL refuses. */
  owner: SystemUser | undefined
}

/** Readable for every user: a checkout below root's home is not. */
const SYSTEM_DIRECTORY = '/var/lib/parley'

/** In the data folder: the place of the data, where that is elsewhere. */
const NOTE = 'postgres.location'

/** In that place: the data folder that it belongs to. */
const BELONGS_TO = 'belongs-to'

/**
 * Finds the home of a data folder, and makes it at the first start. An ordinary user has
 * everything in place. Root hands PostgreSQL to an unprivileged user; where that user cannot reach
 * the folder, programs and data live below `/var/lib/parley`, and a note in the folder says so.
 * @throws Error when the data folder was copied without its data
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
  const noted = await readText(join(folder, NOTE))
  if (noted === '' && await isReachable(folder) && await isReachable(programs)) return home(programs, await makeDirectory(local, owner), owner)
  await makeDirectory(SYSTEM_DIRECTORY)
  const elsewhere = noted === '' ? await settleElsewhere(folder, owner) : await returnTo(noted, folder)
  return home(await copyPrograms(programs, SYSTEM_DIRECTORY), elsewhere, owner)
}

function home(programs: string, directory: string, owner: PostgresHome['owner']): PostgresHome {
  return { directory, cluster: join(directory, 'cluster'), binary: name => join(programs, 'bin', name), owner }
}

/** The name is new each time: a data folder that was deleted and made again begins with empty data. */
async function settleElsewhere(folder: string, owner: SystemUser): Promise<string> {
  const elsewhere = await makeDirectory(join(SYSTEM_DIRECTORY, randomBytes(8).toString('hex')), owner)
  await writeFile(join(elsewhere, BELONGS_TO), folder)
  await writeFile(join(folder, NOTE), elsewhere)
  return elsewhere
}

/** A data folder may move with its checkout; two of them never share one place. */
async function returnTo(elsewhere: string, folder: string): Promise<string> {
  if (!existsSync(elsewhere)) throw new Error(`The database of ${folder} was in ${elsewhere}, which is gone; restore it, or delete ${join(folder, NOTE)} to start with an empty database.`)
  const owningFolder = await readText(join(elsewhere, BELONGS_TO))
  if (owningFolder !== folder && await readText(join(owningFolder, NOTE)) === elsewhere) {
    throw new Error(`${folder} is a copy of ${owningFolder} without its database; delete ${join(folder, NOTE)} to start with an empty database.`)
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

/** Whose cluster is there already? Root starts an ordinary user's as that user. */
async function ownerOf(cluster: string): Promise<SystemUser | undefined> {
  if (!existsSync(cluster)) return undefined
  const { uid, gid } = await stat(cluster)
  return uid === 0 ? undefined : { uid, gid }
}

/** May anyone pass through every folder on the way, and into the last? */
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
