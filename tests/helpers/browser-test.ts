import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import { test as base } from '@playwright/test'
import { recordScripts } from './script-recording.ts'
import type { TestServer } from './test-server.ts'
import { startServer } from './test-server.ts'

export { expect } from '@playwright/test'

/** One person at a browser of their own: no cookie or storage is shared with another. */
export interface Visitor {
  context: BrowserContext
  page: Page
  /** What the browser complained about: errors of scripts, violations of the content policy, failed hydration. */
  complaints: readonly string[]
}

interface WorkerFixtures {
  /** The built server with a database of its own, shared by the tests of one worker. */
  server: TestServer
}

interface TestFixtures {
  /** Opens one more browser context on the server; it is closed after the test. */
  openVisitor: (options?: BrowserContextOptions) => Promise<Visitor>
}

/** Playwright's `test` with a server of the worker's own and as many people as a test needs. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of needed fixtures here
    async ({}, use) => {
      // Not the usual path: a page must be told it, as of any other installation.
      const server = await startServer({ env: { SOCKET_IO_PATH: '/live' } })
      await use(server)
      await server.dispose()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => {
    await use(server.url)
  },
  context: async ({ context }, use) => {
    const finish = await recordScripts(context)
    await use(context)
    await finish()
  },
  openVisitor: async ({ browser, server, contextOptions, viewport, locale, timezoneId }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: server.url, viewport, locale, timezoneId, ...options })
      contexts.push(context)
      // Where no script may run, none can be watched.
      if (options?.javaScriptEnabled !== false) await recordScripts(context)
      const page = await context.newPage()
      return { context, page, complaints: listen(page) }
    })
    await Promise.all(contexts.map(context => context.close()))
  },
})

function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', (message) => {
    const isHydration = message.type() === 'warning' && message.text().includes('ydration')
    if (message.type() === 'error' || isHydration) complaints.push(message.text())
  })
  return complaints
}
