import { fileURLToPath } from 'node:url'
import { addVitePlugin, defineNuxtModule } from 'nuxt/kit'

/**
 * Plugins of modules that do nothing here: an icon runtime and colours written by script, which
 * our style sheets do; and those for languages in the address and for sites written in advance.
 */
const REPLACED = [
  /\/@nuxt\/icon\/dist\/runtime\/plugin(?:\.js)?$/,
  /\/@nuxt\/ui\/dist\/runtime\/plugins\/colors(?:\.js)?$/,
  /\/@nuxtjs\/i18n\/dist\/runtime\/plugins\/(?:switch-locale-path-ssr|ssg-detect)(?:\.js)?$/,
]

/** Sentences of libraries that cost every page some kB; each is replaced in the browser's build only. */
const PATCHES = [
  {
    // One function is read from all of Vue, so that nothing of Vue could be left out.
    file: /\/vue-i18n\/dist\/vue-i18n\.mjs$/,
    from: 'import * as Vue from \'vue\';',
    to: 'import { getCurrentInstance as readInstance } from \'vue\'; const Vue = { getCurrentInstance: readInstance };',
  },
  {
    // Messages would be fetched on every visit, as text. The build has them compiled, in a file that caches keep …
    file: /\/@nuxtjs\/i18n\/dist\/runtime\/context\.js$/,
    from: 'ctx.dynamicResourcesSSG || import.meta.dev',
    to: 'true',
  },
  {
    // … so the browser needs no compiler.
    file: /\/@intlify\/core-base\/dist\/core-base\.mjs$/,
    from: '(!__INTLIFY_DROP_MESSAGE_COMPILER__)',
    to: '(false)',
  },
]

/**
 * Keeps what every page loads small. Nuxt UI's icons come from our style sheet (`config/icons.ts`)
 * and its colours from `assets/css/tokens.css`.
 */
export const scriptBudget = defineNuxtModule({
  meta: { name: 'script-budget' },
  setup(_options, nuxt) {
    const icon = fileURLToPath(new URL('../components/base/BaseIcon.vue', import.meta.url))
    nuxt.options.alias['@nuxt/icon/runtime/components/index.js'] = icon
    nuxt.hook('app:resolve', (app) => {
      app.plugins = app.plugins.filter(plugin => !REPLACED.some(pattern => pattern.test(plugin.src)))
    })
    addPatches()
    // The icon module adds its component by this hook, too, and must have done so before.
    nuxt.hook('modules:done', () => {
      // Its settings are for the runtime that is left out, and name every icon set of the world.
      Reflect.deleteProperty(nuxt.options.appConfig, 'icon')
      nuxt.hook('components:extend', (components) => {
        const unused = components.findIndex(component => component.filePath.includes('/@nuxt/icon/'))
        if (unused !== -1) components.splice(unused, 1)
      })
    })
  },
})

function addPatches(): void {
  for (const { file, from, to } of PATCHES) {
    addVitePlugin({
      name: `script-budget:${file.source}`,
      enforce: 'pre',
      transform: { filter: { id: file }, handler: code => replaceKnown(code, from, to) },
    }, { server: false, dev: false })
  }
}

function replaceKnown(code: string, from: string, to: string): string {
  if (!code.includes(from)) throw new Error(`A library no longer says "${from}": see config/script-budget.ts`)
  return code.replaceAll(from, to)
}
