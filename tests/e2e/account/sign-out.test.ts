import type { Page } from '@playwright/test'
import { expect, test } from '../../helpers/browser-test.ts'
import { createMaya, enter } from './people.ts'

/** Fills every kind of storage that the app, or a later version, may use. */
async function fillStorage(page: Page): Promise<void> {
  await page.evaluate(async () => {
    localStorage.setItem('words', 'Maya\'s words')
    sessionStorage.setItem('words', 'Maya\'s words')
    await (await caches.open('words')).put('/words', new Response('Maya\'s words'))
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open('words')
      opening.onupgradeneeded = () => opening.result.createObjectStore('words').add('Maya\'s words', 1)
      opening.onsuccess = () => resolve(opening.result.close())
      opening.onerror = () => reject(opening.error)
    })
  })
}

/** Everything in the storage of this site. */
function readStorage(page: Page): Promise<{ local: string, caches: string[], databases: (string | undefined)[] }> {
  return page.evaluate(async () => ({
    local: JSON.stringify({ ...localStorage }),
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
  }))
}

test('[S-25] signing out clears the browser\'s storage, and the next user finds nothing', async ({ server, page, context }) => {
  const maya = await createMaya(server)
  await enter(page, maya, '/settings/appearance')
  await page.getByText('Dark', { exact: true }).first().click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await fillStorage(page)
  const answered = page.waitForResponse(response => response.url().endsWith('/api/auth/logout'))
  await page.getByRole('button', { name: 'Sign out' }).click()
  expect((await (await answered).allHeaders())['clear-site-data']).toBe('"storage"')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome back')
  // The theme cookie stays for the screens before sign-in.
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await readStorage(page)).toEqual({ local: '{}', caches: [], databases: [] })
  expect((await context.cookies()).filter(({ name }) => /access|refresh/.test(name))).toEqual([])
  await enter(page, await createMaya(server), '/settings/profile')
  expect(JSON.stringify(await readStorage(page))).not.toContain('words')
})

test('[S-25] the response header clears the storage of all tabs where no script runs', async ({ server, page, context }) => {
  await enter(page, await createMaya(server), '/settings/profile')
  const other = await context.newPage()
  await other.route('**/_nuxt/*.js', route => route.abort())
  await other.goto('/settings/profile')
  await fillStorage(other)
  await other.evaluate(() => fetch('/api/auth/logout', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome back')
  expect(await readStorage(other)).toEqual({ local: '{}', caches: [], databases: [] })
})
