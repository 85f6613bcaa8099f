// `npm run migration -- <name>`: writes the next migration, the difference between the schema that
// is committed (its migrations are, too) and the one in the working tree.
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { SchemaEngine } from '@prisma/schema-engine-wasm'
import { Pool } from 'pg'
import { startPostgres } from '#server/infra/postgres/embedded-postgres.ts'
import { readModels } from '#server/infra/postgres/migrate.ts'

const name = process.argv[2]
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Name the migration in lower case, for example: npm run migration -- message_reactions')
  process.exit(2)
}
const script = await difference()
if (script.includes('This is an empty migration')) {
  console.log('The schema says nothing new.')
}
else {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = resolve('prisma/migrations', `${stamp}_${name}`)
  await mkdir(folder)
  await writeFile(join(folder, 'migration.sql'), script)
  console.log(`Written: ${folder}/migration.sql. Read it, and add the checks that Prisma cannot say.`)
}
process.exit(0)

/** The engine wants a database to talk to, even to compare two files. */
async function difference(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-migration-'))
  const postgres = await startPostgres({ dataDir })
  const connections = new Pool({ connectionString: postgres.url })
  try {
    const models = await readModels(resolve('prisma'))
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(connections))
    const engine = await SchemaEngine.new({ datamodels: models }, () => undefined, adapter)
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatamodel', files: committedModels() },
      to: { tag: 'schemaDatamodel', files: models.map(([path, content]) => ({ path, content })) },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    return stdout ?? ''
  }
  finally {
    await connections.end()
    await postgres.destroy()
  }
}

function committedModels(): { path: string, content: string }[] {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' })
  const paths = git('ls-tree', '-r', '--name-only', 'HEAD', 'prisma/schema').split('\n').filter(path => path.endsWith('.prisma'))
  return paths.map(path => ({ path: resolve(path), content: git('show', `HEAD:${path}`) }))
}
