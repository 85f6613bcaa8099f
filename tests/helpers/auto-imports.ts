import * as pinia from 'pinia'
import * as vue from 'vue'

/**
 * Nuxt gives Vue code the functions of Vue and Pinia without an import. Unit tests load stores and
 * composables as they stand, so they find the same names here; what needs a Nuxt application
 * (`useRoute`, `useFetch` …) a test stubs itself with `vi.stubGlobal`.
 */
for (const [name, value] of Object.entries({ ...vue, ...pinia })) {
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, writable: true, configurable: true })
}
