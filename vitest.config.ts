import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import FileTimesReporter from './scripts/test/file-times-reporter.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const report = process.env.PARLEY_TEST_REPORT

/** Unit tests that replace whole modules. Each file needs its own module cache. */
const withMocks = globSync('tests/unit/**/*.test.ts', { cwd: root }).filter(path => /vi\.(mock|doMock|resetModules)\(/.test(readFileSync(path, 'utf8')))

/** Projects whose files start real servers on a PostgreSQL that all of them share. */
const onServers = {
  environment: 'node',
  globalSetup: 'tests/helpers/database-cluster.ts',
  pool: 'forks',
  testTimeout: 30_000,
  hookTimeout: 120_000,
} as const

export default defineConfig({
  resolve: { alias: { '~': root } },
  test: {
    // One report for people and, for `scripts/test`, one to count and one of the times.
    reporters: report
      ? ['default', ['json', { outputFile: report }], new FileTimesReporter({ outputFile: `${report}.times` })]
      : ['default'],
    exclude: [...configDefaults.exclude, '.output/**', '.nuxt/**', '.data/**'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts', 'layers/*/tests/unit/**/*.test.ts'],
          exclude: withMocks,
          setupFiles: ['tests/helpers/auto-imports.ts'],
          // The files of a worker share loaded modules: loading Vue for each would take most of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit-mocks',
          environment: 'node',
          include: withMocks,
        },
      },
      {
        extends: true,
        test: {
          ...onServers,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'layers/*/tests/integration/**/*.test.ts'],
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          ...onServers,
          name: 'slow',
          include: ['tests/slow/**/*.test.ts'],
          // These files mostly wait: they run beside the linter and the type checker.
          maxWorkers: 2,
        },
      },
    ],
  },
})
