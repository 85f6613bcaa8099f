import { readdirSync } from 'node:fs'
import MCR from 'monocart-coverage-reports'
import type { CoverageMap } from './combine.ts'

/**
 * Reads what V8 recorded in the built servers that the tests started, mapped back to the sources.
 * A server that was killed recorded nothing.
 */
export async function readServerCoverage(recordings: string, output: string): Promise<CoverageMap> {
  if (readdirSync(recordings).length === 0) return {}
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
