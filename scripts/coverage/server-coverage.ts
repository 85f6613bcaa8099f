import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import MCR from 'monocart-coverage-reports'
import type { CoverageMap } from './combine.ts'

/**
 * Reads what V8 recorded in the built servers that the tests started, mapped back to the sources.
 * A server that was killed recorded nothing.
 */
export async function readServerCoverage(recordings: string, output: string): Promise<CoverageMap> {
  const files = readdirSync(recordings).map(name => join(recordings, name))
  if (files.length === 0) return {}
  files.forEach(unescapeSources)
  const report = MCR({
    outputDir: output,
    logging: 'error',
    reports: [['json', { file: 'coverage-final.json' }]],
    entryFilter: entry => entry.url.includes('/.output/server/') && !entry.url.includes('/node_modules/'),
    sourceFilter: path => /^(layers\/[^/]+\/)?(server|shared)\//.test(path),
  })
  await report.addFromDir(recordings)
  await report.generate()
  const { default: map } = await import(`${output}/coverage-final.json`, { with: { type: 'json' } }) as { default: CoverageMap }
  return map
}

/** Modules that Nuxt makes have names such as `virtual:nuxt:.nuxt%2Fnuxt.config.mjs`, which the reader takes for paths and refuses. */
function unescapeSources(file: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/virtual:nuxt:[^"]*/g, name => name.replaceAll('%2F', '/')))
}
