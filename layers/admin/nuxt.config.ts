/** The admin layer. Nuxt finds it by its folder; without the folder the app is whole without it. */
export default defineNuxtConfig({
  $meta: { name: 'admin' },
  srcDir: '.',
  serverDir: 'server',
  components: [{ path: './components', pathPrefix: false }],
  hooks: {
    // Nuxt has browsers fetch every layout ahead; a member never needs this one.
    'build:manifest': (manifest) => {
      for (const part of Object.values(manifest)) {
        if (part.dynamicImports) part.dynamicImports = part.dynamicImports.filter(id => !id.includes('layers/admin/'))
      }
    },
  },
})
