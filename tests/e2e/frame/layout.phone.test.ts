import { expect, test } from '../../helpers/browser-test.ts'
import { composer, createTalk, enter, expectAccessible, message, row } from '../../helpers/talk.ts'

test('[R-137] a phone shows one pane at a time, with a back link', async ({ server, openVisitor }) => {
  const { maya, direct, samWrites } = await createTalk(server)
  await samWrites(direct, 'A very long word: Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung')
  const { page } = await enter(openVisitor, maya, '/c', { hasTouch: true, isMobile: true })
  await expect(composer(page)).toHaveCount(0)
  await expectAccessible(page)
  await row(page, direct).tap()
  await expect(message(page, 'A very long word')).toBeVisible()
  await expect(row(page, direct)).toBeHidden()
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.getByRole('button', { name: 'Details', exact: true }).tap()
  await expect(page.getByRole('button', { name: 'Close details' })).toBeVisible()
  await page.getByRole('button', { name: 'Close details' }).tap()
  await page.getByRole('link', { name: 'Back to conversations' }).tap()
  await expect(row(page, direct)).toBeVisible()
})

test('[R-137] on a phone Enter inserts a line break and the button sends', async ({ server, openVisitor }) => {
  const { maya, direct } = await createTalk(server)
  const { page } = await enter(openVisitor, maya, `/c/${direct}`, { hasTouch: true, isMobile: true })
  await composer(page).tap()
  await composer(page).pressSequentially('One\nTwo')
  await expect(composer(page)).toHaveValue('One\nTwo')
  await page.getByRole('button', { name: 'Send', exact: true }).tap()
  await expect(message(page, 'Two')).toBeVisible()
})

test('[R-137] [R-141] touch targets are 44 pixels high', async ({ server, openVisitor }) => {
  const { maya, group, samWrites } = await createTalk(server)
  await samWrites(group, 'Hello')
  const { page } = await enter(openVisitor, maya, `/c/${group}`, { hasTouch: true, isMobile: true })
  await expect(message(page, 'Hello')).toBeVisible()
  const heights = await page.locator('#main :is(button, textarea), #main header a').evaluateAll(elements =>
    elements.filter(element => element.checkVisibility()).map(element => element.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
})
