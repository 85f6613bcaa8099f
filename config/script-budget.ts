import { fileURLToPath } from 'node:url'
import { defineNuxtModule } from 'nuxt/kit'

/** Plugins of modules whose work our style sheets do: an icon runtime, and colours written by script. */
const REPLACED = [/\/@nuxt\/icon\/dist\/runtime\/plugin(?:\.js)?$/, /\/@nuxt\/ui\/dist\/runtime\/plugins\/colors(?:\.js)?$/]

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
    // The icon module adds its component by this hook, too, and must have done so before.
    nuxt.hook('modules:done', () => {
      nuxt.hook('components:extend', (components) => {
        const unused = components.findIndex(component => component.filePath.includes('/@nuxt/icon/'))
        if (unused !== -1) components.splice(unused, 1)
      })
    })
  },
})
