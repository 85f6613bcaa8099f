import { existsSync } from 'node:fs'
import { fingerprint, isStamped, writeStamp } from './fingerprint.mjs'
import { inProject } from './project.mjs'
import { runQuietly } from './run-quietly.mjs'

const STAMP = '.output/.stamp'

const SOURCES = [
  'app.vue', 'app.config.ts', 'error.vue', 'nuxt.config.ts', 'package.json', 'package-lock.json', 'assets', 'client', 'components', 'composables', 'config',
  'i18n', 'layers', 'layouts', 'middleware', 'pages', 'plugins', 'prisma', 'public', 'server', 'service-worker', 'shared', 'stores',
]

/**
 * Builds the app when the sources are not those of the build that is there. A build for coverage
 * (`PARLEY_COVERAGE_BUILD`) is never taken for an ordinary one.
 */
export async function build() {
  const wanted = fingerprint(SOURCES) + (process.env.PARLEY_COVERAGE_BUILD ? ' for coverage' : '')
  if (isStamped(STAMP, wanted) && existsSync(inProject('.output/server/index.mjs'))) return
  await runQuietly('Building (about a minute)', 'nuxt', ['build'])
  writeStamp(STAMP, wanted)
}
