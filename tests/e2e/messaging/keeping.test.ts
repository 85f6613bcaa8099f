import type { Locator } from '@playwright/test'
import { expect, test } from '../../helpers/browser-test.ts'
import { createTalk, enter, expectAccessible, message } from './talk.ts'

async function choose(article: Locator, action: string): Promise<void> {
  await article.hover()
  await article.getByRole('button', { name: 'More actions' }).click()
  await article.page().getByRole('menuitem', { name: action }).click()
}

test('[E-04] what Sam pins Maya finds in the details, live, and lets it go', async ({ server, openVisitor }) => {
  const { maya, sam, group, samWrites } = await createTalk(server)
  await samWrites(group, 'The sign is 80 cm wide', 'See you on Monday')
  const { page: mayas, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${group}`)
  await mayas.getByRole('button', { name: 'Details' }).click()
  const pins = mayas.locator('[data-pins]')
  await choose(message(sams, 'The sign is 80 cm wide'), 'Pin for everybody')
  await expect(pins).toContainText('The sign is 80 cm wide')
  await expect(pins).toContainText('Pinned by Sam')
  await expect(message(mayas, 'The sign is 80 cm wide').locator('[data-pinned]')).toBeVisible()
  await expectAccessible(mayas)
  await pins.getByRole('link').click()
  await expect(mayas.locator('article.marked')).toContainText('The sign is 80 cm wide')
  await choose(message(sams, 'The sign is 80 cm wide'), 'Unpin')
  await expect(pins).toBeHidden()
  expect(complaints).toEqual([])
})

test('[E-04] what Maya saves is on both of her devices and on nobody else\'s', async ({ server, openVisitor }) => {
  const { maya, sam, group, samWrites } = await createTalk(server)
  await samWrites(group, 'The oven key hangs behind the door')
  const { page: desk, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  const { page: other } = await enter(openVisitor, maya, '/saved')
  const { page: sams } = await enter(openVisitor, sam, '/saved')
  await expect(other.getByText('Nothing saved yet')).toBeVisible()
  await choose(message(desk, 'The oven key'), 'Save for yourself')
  await expect(other.getByRole('main').getByRole('link', { name: /The oven key/ })).toBeVisible()
  await expectAccessible(other)
  await other.reload()
  await other.getByRole('main').getByRole('link', { name: /The oven key/ }).click()
  await expect(other.locator('article.marked')).toContainText('The oven key')
  await desk.locator('[data-saved]').click()
  await desk.getByRole('main').getByRole('button', { name: 'No longer save' }).click()
  await expect(desk.getByText('Nothing saved yet')).toBeVisible()
  await sams.reload()
  await expect(sams.getByText('Nothing saved yet')).toBeVisible()
  expect(complaints).toEqual([])
})
