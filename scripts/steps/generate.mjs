import { existsSync } from 'node:fs'
import { fingerprint, isStamped, writeStamp } from './fingerprint.mjs'
import { inProject } from './project.mjs'
import { runQuietly } from './run-quietly.mjs'

const STAMP = 'generated/.stamp'

/** Makes the database client from the schema, and Nuxt's types, when either is out of date. */
export async function generate() {
  const wanted = fingerprint(['prisma/schema', 'package-lock.json'])
  if (!isStamped(STAMP, wanted)) {
    // Generating looks for the schema engine but does not run it: any file will do.
    await runQuietly('Generating the database client', 'prisma', ['generate'], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath })
    writeStamp(STAMP, wanted)
  }
  if (!existsSync(inProject('.nuxt/tsconfig.app.json'))) await runQuietly('Preparing types', 'nuxt', ['prepare'])
}
