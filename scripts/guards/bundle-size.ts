import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

/** Bytes of script, gzip, that a screen may load before it is alive (docs/performance.md). */
const SCREENS = [
  { name: 'The chat screen', page: /^pages\/c\/\[\w+\](\/index)?\.vue$/, limit: 200_000 },
  { name: 'The front door', page: /^pages\/index\.vue$/, limit: 150_000 },
  { name: 'The sign-in', page: /^pages\/login\.vue$/, limit: 185_000 },
]

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

async function readManifest(): Promise<Manifest> {
  if (!existsSync(MANIFEST)) throw new Error('There is no build yet: run `npm run build`')
  const module = await import(pathToFileURL(MANIFEST).href) as Record<string, unknown>
  const manifest = Object.values(module).find((value): value is Manifest =>
    typeof value === 'object' && value !== null && 'dependencies' in value)
  if (manifest === undefined) throw new Error(`No client manifest in ${MANIFEST}`)
  return manifest
}

/** What a screen loads: the entry, the page with its layout and guard, the texts in English. */
function screenModules({ entrypoints, modules }: Manifest, pattern: RegExp): string[] {
  const page = Object.keys(modules).find(id => pattern.test(id))
  if (page === undefined) throw new Error(`The build has no page like ${pattern}: the figure would mean nothing`)
  const source = readFileSync(page, 'utf8')
  const layout = /layout: '(\w+)'/.exec(source)?.[1] ?? 'default'
  const guard = /middleware: '(\w+)'/.exec(source)?.[1]
  return [...entrypoints, page, `layouts/${layout}.vue`, `middleware/${guard}.ts`, 'i18n/locales/en.json']
}

/** The script files of a screen with their bytes, the largest first. */
function screenScripts(manifest: Manifest, pattern: RegExp): { file: string, bytes: number }[] {
  const resources = screenModules(manifest, pattern)
    .flatMap(id => [manifest.modules[id], ...Object.values(manifest.dependencies[id]?.preload ?? {})])
  const files = new Set(resources.flatMap(resource => resource?.resourceType === 'script' ? [resource.file] : []))
  return [...files].map(file => ({ file, bytes: gzipSync(readFileSync(resolve(ASSETS, file)), { level: 9 }).length }))
    .sort((one, other) => other.bytes - one.bytes)
}

const inKilobytes = (bytes: number) => (bytes / 1_000).toFixed(1)
const manifest = await readManifest()

for (const { name, page, limit } of SCREENS) {
  const scripts = screenScripts(manifest, page)
  const sum = scripts.reduce((bytes, script) => bytes + script.bytes, 0)
  console.log(`${name} loads ${inKilobytes(sum)} kB of script, gzip, in ${scripts.length} files (limit ${limit / 1_000})`)
  for (const { file, bytes } of scripts.slice(0, 5)) console.log(`  ${inKilobytes(bytes).padStart(6)} kB  ${file}`)
  if (sum > limit) {
    console.error(`That is ${inKilobytes(sum - limit)} kB too much`)
    process.exitCode = 1
  }
}
