import { expect, test } from '../../helpers/browser-test.ts'
import { composer, createTalk, enter, expectAccessible, message, say, visit } from '../../helpers/talk.ts'

test('[E-09] what Maya takes back in time is in her composer again, and Sam never sees it', async ({ server, openVisitor }) => {
  const { maya, sam, direct } = await createTalk(server)
  const { page, complaints } = await enter(openVisitor, maya, '/settings/appearance')
  await page.getByRole('group', { name: 'Undo send' }).getByText('30 s').click()
  await expect(page.getByRole('radio', { name: '30 s' })).toBeChecked()
  await page.waitForLoadState('networkidle')
  await visit(page, `/c/${direct}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${direct}`)
  await page.bringToFront()
  await say(page, 'The price is 4000')
  const held = message(page, 'The price is 4000').locator('[data-held]')
  await expect(held).toContainText('Sending in')
  await expectAccessible(page)
  await composer(page).fill('Kind regards')
  await held.getByRole('button', { name: 'Undo' }).click()
  await expect(composer(page)).toHaveValue('The price is 4000\nKind regards')
  await expect(composer(page)).toBeFocused()
  await expect(message(page, 'The price is 4000')).toBeHidden()
  // Whatever is sent now would come after it.
  await composer(page).fill('The price is 400, then')
  await composer(page).press('Enter')
  await expect(message(page, 'The price is 400, then').locator('[data-held]')).toBeVisible()
  // Leaving the page ends the undo window.
  await page.goto('about:blank')
  await expect(sams.getByRole('log').getByText('The price is 400, then', { exact: true })).toBeVisible()
  await expect(message(sams, 'The price is 4000')).toBeHidden()
  expect(complaints).toEqual([])
})
