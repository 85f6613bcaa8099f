import { fileURLToPath } from 'node:url'
import { defineNuxtModule } from 'nuxt/kit'

/**
 * Plugins of modules that are not needed here. Our style sheets provide icons and colours, the
 * address does not contain the language, and no page is generated at build time.
 */
const REPLACED = [
  /\/@nuxt\/icon\/dist\/runtime\/plugin(?:\.js)?$/,
  /\/@nuxt\/ui\/dist\/runtime\/plugins\/colors(?:\.js)?$/,
  /\/@nuxtjs\/i18n\/dist\/runtime\/plugins\/(?:switch-locale-path-ssr|ssg-detect)(?:\.js)?$/,
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
    // The icon module adds its component in the same hook and has to run first.
    nuxt.hook('modules:done', () => {
      // These settings configure the removed runtime and list every icon set.
      Reflect.deleteProperty(nuxt.options.appConfig, 'icon')
      nuxt.hook('components:extend', (components) => {
        const unused = components.findIndex(component => component.filePath.includes('/@nuxt/icon/'))
        if (unused !== -1) components.splice(unused, 1)
      })
    })
  },
})
