import { auth } from './config/auth'
import { forCoverage } from './config/coverage'
import { i18n } from './config/i18n'
import { icons } from './config/icons'
import { nitro } from './config/nitro'
import { scriptBudget } from './config/script-budget'
import { bareContentSecurityPolicy, security } from './config/security'
import { vite } from './config/vite'

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
    icons,
    scriptBudget,
  ],
  compatibilityDate: '2026-11-01',
  telemetry: false,
  css: ['~/assets/css/main.css'],
  // One folder a noun is scanned. Deeper files are imported by name.
  imports: { dirs: ['composables/*/*'] },
  components: [{ path: '~/components', pathPrefix: false }],
  typescript: { strict: true },
  sourcemap: { server: true, client: forCoverage },
  // Style sheets are linked, so that no page carries styles of its own.
  features: { inlineStyles: false },
  experimental: { appManifest: false, payloadExtraction: false, componentIslands: false },
  routeRules: { '/**': { headers: { 'Content-Security-Policy': bareContentSecurityPolicy } } },
  // The server sets both for every page (`server/plugins/21.page-settings.ts`).
  runtimeConfig: { public: { demo: false, socketPath: '/socket.io' } },
  // Nothing is fetched from a third party, neither at build nor at run time.
  icon: { provider: 'none', serverBundle: false },
  ui: {
    fonts: false,
    colorMode: false,
    theme: { defaultVariants: { size: 'lg' }, colors: ['primary', 'success', 'warning', 'error'] },
    experimental: { componentDetection: true },
  },
  vite,
  eslint: { config: { stylistic: true } },
  auth,
  i18n,
  nitro,
  security,
})
