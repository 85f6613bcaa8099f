import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { Client, Pool } from 'pg'

/** Key of the advisory lock that only one migrating node holds. Any constant works. */
const MIGRATION_LOCK = 7_263_500_114

/**
 * Applies pending migrations with Prisma's schema engine (compiled to WebAssembly) and Prisma's
 * migrations table. Nodes that start together wait for each other.
 * @returns the names of the migrations applied now
 * @throws Error when a migration fails; earlier migrations stay applied
 */
export async function migrate({ databaseUrl, prismaDir = resolve('prisma') }: { databaseUrl: string, prismaDir?: string }): Promise<string[]> {
  const guard = new Client({ connectionString: databaseUrl })
  await guard.connect()
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    return await applyPending(databaseUrl, prismaDir)
  }
  finally {
    await guard.end()
  }
}

async function applyPending(databaseUrl: string, prismaDir: string): Promise<string[]> {
  // Imported here, because the engine has 5 MB and is not needed after the start.
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm')
  // The engine holds its own lock until its connections close, so they are closed below.
  const connections = new Pool({ connectionString: databaseUrl })
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(connections))
  const engine = await SchemaEngine.new({ datamodels: await readModels(prismaDir) }, () => undefined, adapter)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      filters: { externalTables: [], externalEnums: [] },
      migrationsList: await readMigrations(join(prismaDir, 'migrations')),
    })
    return appliedMigrationNames
  }
  finally {
    engine.free()
    await connections.end()
  }
}

/** Path and content of every schema file. */
export async function readModels(prismaDir: string): Promise<[string, string][]> {
  const directory = join(prismaDir, 'schema')
  const files = (await readdir(directory)).filter(file => file.endsWith('.prisma')).sort()
  return Promise.all(files.map(async file => [join(directory, file), await readFile(join(directory, file), 'utf8')]))
}

async function readMigrations(baseDir: string) {
  const entries = await readdir(baseDir, { withFileTypes: true })
  const names = entries.filter(entry => entry.isDirectory()).map(entry => entry.name).sort()
  const content = (path: string) => readFile(join(baseDir, path), 'utf8')
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: await content('migration_lock.toml') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.map(async name => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: await content(join(name, 'migration.sql')) } },
    }))),
  }
}
