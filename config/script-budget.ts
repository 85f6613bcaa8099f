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

/** vue-i18n reads one function from all of Vue, so that none of Vue could be left out. */
const WHOLE_VUE = 'import * as Vue from \'vue\';'
const NEEDED_VUE = 'import { getCurrentInstance as readInstance } from \'vue\'; const Vue = { getCurrentInstance: readInstance };'

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
    addVitePlugin({ name: 'needed-vue', transform: { filter: { id: /\/vue-i18n\.mjs$/ }, handler: takeNeededVue } }, { server: false })
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

function takeNeededVue(code: string): string {
  if (!code.includes(WHOLE_VUE)) throw new Error('vue-i18n imports Vue in another way now: see config/script-budget.ts')
  return code.replace(WHOLE_VUE, NEEDED_VUE)
}
