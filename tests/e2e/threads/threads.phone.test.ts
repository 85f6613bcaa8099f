import { expect, test } from '../../helpers/browser-test.ts'
import { createTalk, enter, expectAccessible, message, tapMenu, timeline } from '../../helpers/talk.ts'

test('[R-072] [R-138] on a phone a thread is a sheet of its own, with a way back', async ({ server, openVisitor }) => {
  const { maya, group, samWrites } = await createTalk(server)
  await samWrites(group, 'The mill called')
  const { page, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  await tapMenu(page, 'The mill called')
  await page.getByRole('menuitem', { name: 'Reply in a thread' }).tap()
  const pane = page.locator('[data-thread-pane]')
  await expect(pane).toBeInViewport()
  await expect(page.getByRole('log', { name: 'Messages' })).toBeHidden()
  await pane.locator('textarea').fill('What did they say?')
  await pane.getByRole('button', { name: 'Send', exact: true }).tap()
  await expect(timeline(page).locator('article', { hasText: 'What did they say?' }).locator('[data-state=sent]')).toBeVisible()
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await pane.getByRole('link', { name: 'Back to the conversation' }).tap()
  await expect(message(page, 'The mill called').locator('[data-thread]')).toContainText('1 reply')
  expect(complaints).toEqual([])
})
