/** The admin layer. Nuxt finds it by its folder; the app also works without the folder. */
export default defineNuxtConfig({
  $meta: { name: 'admin' },
  srcDir: '.',
  serverDir: 'server',
  components: [{ path: './components', pathPrefix: false }],
  hooks: {
    // Nuxt prefetches every layout; members never need this one.
    'build:manifest': (manifest) => {
      for (const part of Object.values(manifest)) {
        if (part.dynamicImports) part.dynamicImports = part.dynamicImports.filter(id => !id.includes('layers/admin/'))
      }
    },
  },
})
