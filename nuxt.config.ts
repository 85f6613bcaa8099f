import { auth } from './config/auth'
import { i18n } from './config/i18n'
import { nitro } from './config/nitro'
import { security } from './config/security'

export default defineNuxtConfig({
  srcDir: '.',
  modules: [
    '@nuxt/eslint',
    '@nuxt/ui',
    '@nuxtjs/i18n',
    '@pinia/nuxt',
    '@sidebase/nuxt-auth',
    '@vueuse/nuxt',
    'nuxt-security',
  ],
  compatibilityDate: '2026-11-01',
  telemetry: false,
  css: ['~/assets/css/main.css'],
  components: [{ path: '~/components', pathPrefix: false }],
  typescript: { strict: true },
  // Nothing is fetched from a third party, neither at build nor at run time.
  ui: { fonts: false },
  icon: { provider: 'none', clientBundle: { scan: true } },
  eslint: { config: { stylistic: true } },
  auth,
  i18n,
  nitro,
  security,
})
