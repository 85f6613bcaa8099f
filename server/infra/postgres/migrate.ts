import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { Client, Pool } from 'pg'

/** An arbitrary constant: the holder of this advisory lock migrates, the others wait. */
const MIGRATION_LOCK = 7_263_500_114

/**
 * Applies the migrations that the database has not seen, with Prisma's own engine (compiled to
 * WebAssembly) and its own table. Nodes that start together take turns.
 * @returns names of what was applied now
 * @throws Error when a migration fails; the database keeps what succeeded before
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
  // Loaded here: the engine is 5 MB, and a running node has no further use for it.
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm')
  // The engine holds a lock of its own until its connections end: they are ours to end.
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

/** Path and content of every file of the schema. */
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
