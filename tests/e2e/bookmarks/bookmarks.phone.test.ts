import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../../helpers/browser-test.ts'
import { composer, createTalk, enter, expectAccessible, marked, message, tapMenu } from '../../helpers/talk.ts'

const touched = { hasTouch: true, isMobile: true }

async function choose(page: Page, text: string, action: string): Promise<void> {
  await tapMenu(page, text)
  await page.getByRole('menuitem', { name: action }).tap()
}

/** Nothing is wider than the phone, and axe finds no violation. */
async function expectFit(page: Page, shown?: Locator): Promise<void> {
  await expectAccessible(page, shown)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
}

test('[E-04] on a phone a pinned message in the details links to its message, each time it is tapped', async ({ server, openVisitor }) => {
  const { maya, group, samWrites } = await createTalk(server)
  await samWrites(group, 'The sign is 80 cm wide', ...Array.from({ length: 20 }, (_, index) => `Loaf ${index} is out.`))
  const { page, complaints } = await enter(openVisitor, maya, `/c/${group}`, touched)
  await choose(page, 'Loaf 19 is out.', 'Pin for everyone')
  for (let time = 0; time < 2; time += 1) {
    await page.getByRole('button', { name: 'Details', exact: true }).tap()
    await expect(message(page, 'Loaf 19 is out.')).toBeHidden()
    await expectFit(page)
    await page.locator('[data-pins]').getByRole('link').tap()
    await expect(marked(page, 'Loaf 19 is out.')).toBeInViewport()
    await page.getByRole('log').evaluate(log => void (log.scrollTop = 0))
  }
  expect(complaints).toEqual([])
})

test('[E-04] [E-09] [E-12] bookmarks, reminders, scheduled messages and the quick switcher work on a phone', async ({ server, openVisitor }) => {
  const { maya, group, samWrites } = await createTalk(server)
  await samWrites(group, 'The glazier needs your answer')
  const { page, complaints } = await enter(openVisitor, maya, `/c/${group}`, touched)
  await choose(page, 'The glazier', 'Bookmark')
  await choose(page, 'The glazier', 'Remind me…')
  await expectFit(page, page.getByRole('dialog'))
  await page.getByRole('dialog').getByRole('button', { name: 'In one hour' }).tap()
  await expect(page.getByRole('dialog')).toBeHidden()
  await composer(page).fill('The sign is ready')
  await page.getByRole('button', { name: 'Send later' }).tap()
  await expectFit(page, page.getByRole('button', { name: 'Tomorrow morning' }))
  await page.getByRole('button', { name: 'Tomorrow morning' }).tap()
  await page.locator('[data-scheduled-here]').getByRole('link', { name: 'Show' }).tap()
  await expect(page.locator('[data-scheduled]')).toContainText('The sign is ready')
  await expectFit(page)
  await page.getByRole('link', { name: 'Back to conversations' }).tap()
  await page.getByRole('button', { name: 'Jump to' }).tap()
  await expectFit(page, page.getByRole('combobox', { name: 'Jump to' }))
  await page.getByRole('combobox', { name: 'Jump to' }).fill('bookmarks')
  await page.getByRole('option', { name: 'Bookmarks' }).tap()
  await expect(page.locator('[data-bookmark-row]')).toContainText('The glazier needs your answer')
  await expectFit(page)
  expect(complaints).toEqual([])
})

test('[R-045] [R-050] [E-07] group settings and read receipts work on a phone', async ({ server, openVisitor }) => {
  const { sam, group } = await createTalk(server)
  const { page, complaints } = await enter(openVisitor, sam, `/c/${group}`, touched)
  await page.getByRole('button', { name: 'Details', exact: true }).tap()
  await page.getByRole('button', { name: 'Group settings' }).tap()
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByLabel('Topic').fill('What we bake in spring')
  await expectFit(page)
  await dialog.getByRole('button', { name: 'Save' }).tap()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Group settings' }).tap()
  await dialog.getByRole('button', { name: 'History' }).tap()
  await expect(dialog).toContainText('What we bake in spring')
  await expectFit(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Close details' }).tap()
  await composer(page).fill('Opening on Sunday')
  await page.getByRole('button', { name: 'Send', exact: true }).tap()
  await choose(page, 'Opening on Sunday', 'Read by')
  await expect(page.getByRole('dialog', { name: 'Read by' })).toContainText('No one yet.')
  await expectFit(page)
  expect(complaints).toEqual([])
})
