import type { Page } from '@playwright/test'
import { expect, test } from '../../helpers/browser-test.ts'
import { createTalk, enter, expectAccessible, message, row, say, visit } from '../../helpers/talk.ts'

async function askReaders(page: Page, text: string) {
  await message(page, text).hover()
  await message(page, text).locator('[data-more]').click()
  await page.getByRole('menuitem', { name: 'Read by' }).click()
  return page.getByRole('dialog', { name: 'Read by' })
}

test('[E-07] [R-076] Maya sees who has read her message and when, while Sam reads it', async ({ server, openVisitor }) => {
  const { maya, sam, direct, group } = await createTalk(server)
  const { page: mayas, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  await say(mayas, 'The sign is up')
  await expect(message(mayas, 'The sign is up').locator('[data-state=sent]')).toBeVisible()
  const dialog = await askReaders(mayas, 'The sign is up')
  await expect(dialog).toContainText('No one yet.')
  await expect(dialog.getByRole('listitem')).toContainText(['Sam Berger', 'Lena Costa'])
  await expectAccessible(mayas)

  const { page: sams } = await enter(openVisitor, sam, `/c/${direct}`)
  await row(sams, group).click()
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Sam Berger' }).locator('time')).toBeVisible()
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Lena Costa' }).locator('time')).toBeHidden()
  await mayas.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(complaints).toEqual([])
})

test('[R-076] Sam hides read receipts: Maya no longer sees his, and he learns why he sees none', async ({ server, openVisitor }) => {
  const { maya, sam, direct, group } = await createTalk(server)
  const { page: sams, complaints } = await enter(openVisitor, sam, '/settings/data')
  await sams.getByRole('group', { name: 'Read receipts' }).getByText('Off').click()
  await expect.poll(async () => (await server.database.query<{ off: boolean }>(
    `SELECT preferences ->> 'readReceipts' = 'false' AS off FROM users WHERE id = $1`, [sam.id]))[0]?.off).toBe(true)
  await sams.reload()
  await expect(sams.getByRole('radio', { name: 'Off' })).toBeChecked()
  await expectAccessible(sams)

  const { page: mayas } = await enter(openVisitor, maya, `/c/${direct}`)
  await say(mayas, 'Have you seen the flour?')
  await visit(sams, `/c/${group}`)
  await row(sams, direct).click()
  await expect(message(sams, 'Have you seen the flour?')).toBeVisible()
  await say(sams, 'It is in the cellar')
  // His answer is there, and its reading by her is stored: whatever was to be told has been told.
  await expect(message(mayas, 'It is in the cellar')).toBeVisible()
  await expect(row(sams, direct).locator('[data-unread]')).toBeHidden()
  await expect.poll(async () => (await server.database.query<{ seq: number }>(
    'SELECT last_read_seq AS seq FROM participants WHERE conversation_id = $1 ORDER BY last_read_seq', [direct])).map(({ seq }) => seq)).toEqual([2, 2])
  await mayas.reload()
  await expect(message(mayas, 'Have you seen the flour?').locator('[data-state=sent]')).toBeVisible()
  await expect(message(sams, 'It is in the cellar').locator('[data-state=sent]')).toBeVisible()
  const dialog = await askReaders(sams, 'It is in the cellar')
  await expect(dialog).toContainText('Your read receipts are off')
  await expect(dialog.getByRole('link')).toHaveAttribute('href', '/settings/data')
  expect(complaints).toEqual([])
})
