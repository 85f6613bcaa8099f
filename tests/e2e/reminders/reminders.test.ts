import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../../helpers/browser-test.ts'
import type { TestServer } from '../../helpers/test-server.ts'
import { createTalk, enter, expectAccessible, message } from '../../helpers/talk.ts'

async function askFor(article: Locator): Promise<void> {
  await article.hover()
  await article.getByRole('button', { name: 'More actions' }).click()
  await article.page().getByRole('menuitem', { name: 'Remind me…' }).click()
}

/** Makes all reminders due. */
async function passTime({ database }: TestServer): Promise<void> {
  await database.query(`UPDATE jobs.job SET start_after = now() WHERE name = 'fall-due' AND state = 'created' AND data->'payload'->>'at' IS NOT NULL`)
}

const notice = (page: Page): Locator => page.locator('[data-due-reminder]')
const kept = (page: Page): Locator => page.locator('[data-bookmark-row]')

test('[E-04] a reminder appears on all devices and is dismissed on all', async ({ server, openVisitor }) => {
  const { maya, sam, group, direct, samWrites } = await createTalk(server)
  await samWrites(group, 'The glazier needs your answer')
  const { page: desk, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  const { page: other } = await enter(openVisitor, maya, '/bookmarks')
  const { page: sams } = await enter(openVisitor, sam, `/c/${group}`)
  await expect(other.getByText('No bookmarks yet')).toBeVisible()
  await askFor(message(desk, 'The glazier'))
  await expectAccessible(desk, desk.getByRole('dialog'))
  await desk.getByRole('dialog').getByRole('button', { name: 'In one hour' }).click()
  await expect(desk.getByRole('dialog')).toBeHidden()
  await expect(kept(other).getByRole('button', { name: 'Change time' })).toBeVisible()
  await expectAccessible(other)
  await desk.goto(`/c/${direct}`)
  await passTime(server)
  await expect(notice(desk)).toContainText('The glazier needs your answer')
  await expect(notice(other)).toBeVisible()
  await expect(kept(other)).toContainText('Reminder')
  await expectAccessible(desk)
  await notice(desk).getByRole('link', { name: 'Show' }).click()
  await expect(desk.locator('article.marked')).toContainText('The glazier')
  await notice(desk).getByRole('button', { name: 'Done' }).click()
  await expect(notice(desk)).toBeHidden()
  await expect(notice(other)).toBeHidden()
  await expect(kept(other).getByRole('button', { name: 'Remind me' })).toBeVisible()
  await expect(notice(sams)).toBeHidden()
  expect(complaints).toEqual([])
})

test('[E-04] a device that was offline shows reminders that became due, and they can be snoozed and removed', async ({ server, openVisitor }) => {
  const { maya, group, samWrites } = await createTalk(server)
  await samWrites(group, 'The flour comes on Wednesday')
  const { page, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  await askFor(message(page, 'The flour'))
  await page.getByRole('dialog').getByRole('button', { name: 'In 20 minutes' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.goto('about:blank')
  await passTime(server)
  await expect.poll(() => server.database.query('SELECT 1 FROM bookmarks WHERE reminded_at IS NOT NULL AND user_id = $1', [maya.id])).toHaveLength(1)
  await page.goto('/bookmarks')
  await notice(page).getByRole('button', { name: 'In one hour' }).click()
  await expect(notice(page)).toBeHidden()
  await kept(page).getByRole('button', { name: 'Remove reminder' }).click()
  await expect(kept(page).getByRole('button', { name: 'Remind me' })).toBeVisible()
  expect(complaints).toEqual([])
})
