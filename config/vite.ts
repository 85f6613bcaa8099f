import type { NuxtConfig } from 'nuxt/schema'
import { forCoverage } from './coverage'

export const vite: NuxtConfig['vite'] = {
  // Neither our components nor those we use are written in the options API.
  vue: { features: { optionsAPI: false } },
  $client: {
    build: {
      modulePreload: { polyfill: false },
      // Minified, `if (a) return b` becomes `a && b`: its branches could no longer be counted.
      ...(forCoverage && { minify: false }),
      rolldownOptions: {
        // Nuxt says nothing of these, so that even what is never called would stay.
        treeshake: { moduleSideEffects: [{ test: /\/nuxt\/dist\/app\/(?:components|composables)\//, sideEffects: false }] },
        // What every page needs travels as one file: it is smaller than thirty, and one request.
        output: { codeSplitting: { groups: [{ name: 'foundation', tags: ['$initial'] }] } },
      },
    },
  },
}
