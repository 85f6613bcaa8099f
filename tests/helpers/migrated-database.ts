import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { migrate } from '#server/infra/postgres/migrate.ts'

/** The names of all migrations, the oldest first. */
export async function listMigrations(): Promise<string[]> {
  const entries = await readdir(resolve('prisma/migrations'), { withFileTypes: true })
  return entries.filter(entry => entry.isDirectory()).map(entry => entry.name).sort()
}

/** Brings an empty database to where it was after a migration, as an installation of that time had it. */
export async function migrateUpTo(databaseUrl: string, last: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'parley-migrations-'))
  try {
    await cp(resolve('prisma/schema'), join(directory, 'schema'), { recursive: true })
    await cp(resolve('prisma/migrations'), join(directory, 'migrations'), { recursive: true })
    const later = (await listMigrations()).filter(name => name > last)
    for (const name of later) await rm(join(directory, 'migrations', name), { recursive: true })
    await migrate({ databaseUrl, prismaDir: directory })
  }
  finally {
    await rm(directory, { recursive: true })
  }
}
