import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  resolve: { alias: { '~': root } },
  test: {
    // One report for people and, when the runner asks for it, one for the count.
    reporters: process.env.PARLEY_TEST_REPORT
      ? ['default', ['json', { outputFile: process.env.PARLEY_TEST_REPORT }]]
      : ['default'],
    exclude: [...configDefaults.exclude, '.output/**', '.nuxt/**', '.data/**'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts', 'layers/*/tests/unit/**/*.test.ts'],
          setupFiles: ['tests/helpers/auto-imports.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/integration/**/*.test.ts', 'layers/*/tests/integration/**/*.test.ts'],
          globalSetup: ['tests/helpers/database-cluster.ts'],
          pool: 'forks',
          maxWorkers: 2,
          // Real servers start and stop in these files.
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
