/** The admin layer. Nuxt finds it by its folder; without the folder the app is whole without it. */
export default defineNuxtConfig({
  $meta: { name: 'admin' },
  srcDir: '.',
  serverDir: 'server',
  components: [{ path: './components', pathPrefix: false }],
  i18n: {
    langDir: 'locales',
    locales: [
      { code: 'en', file: 'admin.en.json' },
      { code: 'de', file: 'admin.de.json' },
    ],
  },
})
