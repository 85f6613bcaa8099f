import { glob, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { addTemplate, defineNuxtModule } from 'nuxt/kit'

interface IconSet {
  width: number
  height: number
  icons: Record<string, { body: string }>
  aliases: Record<string, { parent: string }>
}

const ICON_NAME = /\bi-lucide-([a-z0-9-]+)/g
const SOURCES = ['{app,error}.vue', 'app.config.ts', '{components,pages,layouts,composables,layers}/**/*.{vue,ts}']

/**
 * Writes a style sheet with the icons that the sources name (`i-lucide-…`), each as a mask. So an
 * icon costs the browser no script, and nothing is fetched for it.
 */
export const icons = defineNuxtModule({
  meta: { name: 'icons' },
  setup(_options, nuxt) {
    addTemplate({
      filename: 'icons.css',
      write: true,
      getContents: async () => {
        const set = await readIconSet()
        const names = await findIconNames(nuxt.options.rootDir)
        return names.map(name => toRule(name, set)).join('\n')
      },
    })
  },
})

async function readIconSet(): Promise<IconSet> {
  const path = createRequire(import.meta.url).resolve('@iconify-json/lucide/icons.json')
  return JSON.parse(await readFile(path, 'utf8')) as IconSet
}

async function findIconNames(rootDir: string): Promise<string[]> {
  const names = new Set<string>()
  for await (const file of glob(SOURCES, { cwd: rootDir })) {
    const text = await readFile(join(rootDir, file), 'utf8')
    for (const [, name = ''] of text.matchAll(ICON_NAME)) names.add(name)
  }
  return [...names].sort()
}

function toRule(name: string, set: IconSet): string {
  const icon = set.icons[name] ?? set.icons[set.aliases[name]?.parent ?? '']
  if (!icon) throw new Error(`There is no icon i-lucide-${name}`)
  const image = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${set.width} ${set.height}">${icon.body}</svg>`
  return `.i-lucide-${name} { --icon: url("data:image/svg+xml,${encodeURIComponent(image).replaceAll('\'', '%27')}"); }`
}
