import { existsSync } from 'node:fs'
import { fingerprint, fingerprintNames, isStamped, writeStamp } from './fingerprint.mjs'
import { inProject } from './project.mjs'
import { runQuietly } from './run-quietly.mjs'

const STAMP = 'generated/.stamp'
const TYPES_STAMP = '.nuxt/.stamp'

/** Nuxt's types name what these folders hold: a new file there is known only after preparing again. */
const NAMED_IN_TYPES = ['components', 'composables', 'layers', 'layouts', 'middleware', 'pages', 'plugins', 'server', 'stores']

/** Makes what the code imports and the checks read, where it is out of date. */
export async function generate() {
  await generateClient()
  await prepareTypes()
}

/** Makes the database client from the schema. */
export async function generateClient() {
  const wanted = fingerprint(['prisma/schema', 'package-lock.json'])
  if (isStamped(STAMP, wanted)) return
  // Generating looks for the schema engine but does not run it: any file will do.
  await runQuietly('Generating the database client', 'prisma', ['generate'], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath })
  writeStamp(STAMP, wanted)
}

/** Makes Nuxt's types, for editors, lint and type checks. */
export async function prepareTypes() {
  const named = fingerprint(['nuxt.config.ts', 'config', 'package-lock.json']) + fingerprintNames(NAMED_IN_TYPES)
  if (isStamped(TYPES_STAMP, named) && existsSync(inProject('.nuxt/tsconfig.app.json'))) return
  await runQuietly('Preparing types', 'nuxt', ['prepare'])
  writeStamp(TYPES_STAMP, named)
}
