import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import MCR from 'monocart-coverage-reports'
import type { CoverageMap } from './combine.ts'

interface Recordings {
  /** The folder of what V8 recorded, one file a process or page. */
  folder: string
  /** Where the report goes. */
  output: string
  /** The part of the build that was recorded, as it stands in the address of a file. */
  built: string
}

const SOURCES = /^(server|shared|client|stores|composables)\//

/**
 * Reads what V8 recorded in the built app, mapped back to the sources. A server or page that was
 * killed recorded nothing.
 */
export async function readRecordings({ folder, output, built }: Recordings): Promise<CoverageMap> {
  const files = readdirSync(folder).map(name => join(folder, name))
  if (files.length === 0) return {}
  files.forEach(unescapeSources)
  const report = MCR({
    outputDir: output,
    logging: 'error',
    reports: [['json', { file: 'coverage-final.json' }]],
    entryFilter: entry => entry.url.includes(built) && !entry.url.includes('/node_modules/'),
    sourceFilter: path => SOURCES.test(path),
  })
  await report.addFromDir(folder)
  await report.generate()
  const { default: map } = await import(`${output}/coverage-final.json`, { with: { type: 'json' } }) as { default: CoverageMap }
  return map
}

/** Modules that Nuxt makes have names such as `virtual:nuxt:.nuxt%2Fnuxt.config.mjs`, which the reader takes for paths and refuses. */
function unescapeSources(file: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/virtual:nuxt:[^"]*/g, name => name.replaceAll('%2F', '/')))
}
