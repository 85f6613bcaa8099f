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

/** What Nuxt's server renderer knows of the build: each module, and all that is loaded with it. */
interface Manifest {
  entrypoints: string[]
  modules: Record<string, Resource>
  dependencies: Record<string, { preload: Record<string, Resource> }>
}

/** What `/c/[id]` loads: the entry, the page with its layout and guards, the texts in English. */
function screenModules({ entrypoints, modules }: Manifest): string[] {
  const page = Object.keys(modules).find(id => /^pages\/c\/\[\w+\](\/index)?\.vue$/.test(id))
  if (page === undefined) throw new Error('The build has no page /c/[id]: the figure would mean nothing')
  const layout = /layout: '(\w+)'/.exec(readFileSync(page, 'utf8'))?.[1] ?? 'default'
  const parts = Object.keys(modules).filter(id => id.startsWith('middleware/') || id === `layouts/${layout}.vue` || id === 'i18n/locales/en.json')
  return [...entrypoints, page, ...parts]
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
const resources = modules.flatMap(id => [manifest.modules[id], ...Object.values(manifest.dependencies[id]?.preload ?? {})])
const scripts = new Set(resources.flatMap(resource => resource?.resourceType === 'script' ? [resource.file] : []))
const sizes = [...scripts].map(file => ({ file, bytes: gzipSync(readFileSync(resolve(ASSETS, file)), { level: 9 }).length }))
  .sort((one, other) => other.bytes - one.bytes)
const sum = sizes.reduce((bytes, size) => bytes + size.bytes, 0)

for (const { file, bytes } of sizes.slice(0, 10)) console.log(`  ${(bytes / 1_000).toFixed(1).padStart(6)} kB  ${file}`)
console.log(`The chat screen loads ${(sum / 1_000).toFixed(1)} kB of script, gzip, in ${sizes.length} files (limit ${LIMIT / 1_000}, goal ${GOAL / 1_000})`)
if (sum > LIMIT) {
  console.error(`That is ${((sum - LIMIT) / 1_000).toFixed(1)} kB too much`)
  process.exitCode = 1
}
