import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

/** Bytes of script, gzip, that the chat screen may load (docs/performance.md). */
const LIMIT = 200_000
const GOAL = 145_000

const MANIFEST = resolve('.output/server/chunks/virtual/precomputed.mjs')
const ASSETS = resolve('.output/public/_nuxt')

interface Resource {
  resourceType: string
  file: string
}

/** What Nuxt's server renderer knows of the build: each module with all that is loaded for it. */
interface Manifest {
  entrypoints: string[]
  dependencies: Record<string, { preload: Record<string, Resource> }>
}

/** The modules that the server's page for `/c/[id]` asks the browser to load: entry, page, layouts, English texts. */
function screenModules(manifest: Manifest): string[] {
  const ofScreen = Object.keys(manifest.dependencies).filter(id => /^(pages\/c\/(\[id\]\.vue|\[id\]\/index\.vue)|layouts\/.*\.vue|i18n\/locales\/en\.json)/.test(id))
  return [...manifest.entrypoints, ...ofScreen]
}

async function readManifest(): Promise<Manifest> {
  if (!existsSync(MANIFEST)) throw new Error('There is no build yet: run `npm run build`')
  const module = await import(pathToFileURL(MANIFEST).href) as Record<string, unknown>
  const manifest = Object.values(module).find((value): value is Manifest =>
    typeof value === 'object' && value !== null && 'dependencies' in value)
  if (manifest === undefined) throw new Error(`No client manifest in ${MANIFEST}`)
  return manifest
}

const manifest = await readManifest()
const modules = screenModules(manifest)
const scripts = new Set(modules.flatMap(id => Object.values(manifest.dependencies[id]?.preload ?? {}))
  .filter(resource => resource.resourceType === 'script')
  .map(resource => resource.file))
const sizes = [...scripts].map(file => ({ file, bytes: gzipSync(readFileSync(resolve(ASSETS, file)), { level: 9 }).length }))
  .sort((one, other) => other.bytes - one.bytes)
const sum = sizes.reduce((bytes, size) => bytes + size.bytes, 0)

for (const { file, bytes } of sizes.slice(0, 10)) console.log(`  ${(bytes / 1_000).toFixed(1).padStart(6)} kB  ${file}`)
console.log(`The chat screen loads ${(sum / 1_000).toFixed(1)} kB of script, gzip, in ${sizes.length} files (limit ${LIMIT / 1_000}, goal ${GOAL / 1_000})`)
if (!modules.some(id => id.startsWith('pages/c/'))) {
  console.error('The build has no page /c/[id]: the figure would mean nothing')
  process.exitCode = 1
}
if (sum > LIMIT) {
  console.error(`That is ${((sum - LIMIT) / 1_000).toFixed(1)} kB too much`)
  process.exitCode = 1
}
