import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/test/chromium.ts'

const report = process.env.PARLEY_TEST_REPORT
const executablePath = findChromium()

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  globalSetup: './tests/helpers/database-cluster.ts',
  fullyParallel: false,
  // Every worker has a server of its own; two fill a small machine.
  workers: 2,
  forbidOnly: true,
  // A test that passes only the second time is a bug.
  retries: 0,
  // Generous: a busy machine is no failure, and nothing here measures speed.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: report === undefined ? [['list']] : [['list'], ['json', { outputFile: report }]],
  use: {
    // Recording a trace takes an eighth of the time: `PARLEY_TRACE=yes` keeps the traces of failed tests.
    trace: process.env.PARLEY_TRACE ? { mode: 'retain-on-failure', screenshots: false, snapshots: false } : 'off',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'UTC',
    ...(executablePath !== undefined && { launchOptions: { executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'] } }),
  },
  projects: [
    { name: 'desk', use: { viewport: { width: 1440, height: 900 } }, testIgnore: '**/*.phone.test.ts' },
    { name: 'phone', use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, testMatch: '**/*.phone.test.ts' },
  ],
})
