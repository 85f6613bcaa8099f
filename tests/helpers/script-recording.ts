import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContext, Page } from '@playwright/test'

const BUILT_SCRIPTS = '.output/public'

/**
 * Records which parts of our scripts the pages of a context run, when `PARLEY_BROWSER_COVERAGE`
 * names a folder for it: one file a page, as `NODE_V8_COVERAGE` writes them for servers. What is
 * returned ends it, and does so before the context closes; a page that is closed alone is lost.
 */
export async function recordScripts(context: BrowserContext): Promise<() => Promise<void>> {
  const folder = process.env.PARLEY_BROWSER_COVERAGE
  if (folder === undefined) return async () => {}
  const recorded = new Map<Page, Promise<void>>()
  const record = (page: Page) => recorded.set(page, page.coverage.startJSCoverage({ resetOnNavigation: false }))
  context.on('page', record)
  context.pages().forEach(record)

  const finish = async () => {
    const pages = [...recorded].filter(([page]) => !page.isClosed())
    recorded.clear()
    await Promise.all(pages.map(async ([page, started]) => {
      await started
      await save(page, folder)
    }))
  }
  const close = context.close.bind(context)
  context.close = async (options) => {
    await finish()
    await close(options)
  }
  return finish
}

/** Scripts are named by their files: the same ones from two servers are one, and their maps lie beside them. */
async function save(page: Page, folder: string): Promise<void> {
  const entries = await page.coverage.stopJSCoverage()
  const result = entries
    .map(({ url, scriptId, functions }) => ({ url: new URL(url).pathname, scriptId, functions }))
    .filter(({ url }) => url.startsWith('/_nuxt/'))
    .map(entry => ({ ...entry, url: pathToFileURL(resolve(`${BUILT_SCRIPTS}${entry.url}`)).href }))
  await writeFile(join(folder, `${randomUUID()}.json`), JSON.stringify({ result }))
}
