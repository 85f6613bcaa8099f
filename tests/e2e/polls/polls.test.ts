import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../../helpers/browser-test.ts'
import { composer, createTalk, enter, expectAccessible, message } from '../../helpers/talk.ts'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** Creates a poll in the dialog and sends it. */
async function ask(page: Page, question: string, options: string[], choices: string[] = []): Promise<Locator> {
  await composer(page).first().fill(question)
  await page.getByRole('button', { name: 'Format text' }).click()
  await page.getByRole('button', { name: 'Poll' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Question')).toHaveValue(question)
  for (const [index, option] of options.entries()) {
    await dialog.getByLabel(`Option ${index + 1}`, { exact: true }).fill(option)
    if (index + 1 < options.length) await dialog.getByLabel(`Option ${index + 1}`, { exact: true }).press('Enter')
  }
  for (const choice of choices) await dialog.getByLabel(choice).check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Send poll' }).click()
  await expect(dialog).toBeHidden()
  return message(page, question).locator('[data-poll]')
}

test('[E-11] a poll is created on a phone and answered by keyboard on a desktop, and both update at once', async ({ server, openVisitor }) => {
  const { maya, sam, group } = await createTalk(server)
  const { page: mayas, complaints } = await enter(openVisitor, maya, `/c/${group}`, phone)
  const { page: sams, complaints: others } = await enter(openVisitor, sam, `/c/${group}`)
  const hers = await ask(mayas, 'Which sign?', ['Green', 'Blue', 'Neither'])
  await expect(composer(mayas)).toHaveValue('')
  const his = message(sams, 'Which sign?').locator('[data-poll]')
  await his.getByRole('radio', { name: 'Green' }).focus()
  await sams.keyboard.press('ArrowDown')
  await expect(his.getByRole('radio', { name: 'Blue' })).toBeFocused()
  await expect(his.getByRole('radio', { name: 'Blue' })).not.toBeChecked()
  await sams.keyboard.press('Space')
  await expect(his.getByRole('radio', { name: 'Blue' })).toBeChecked()
  await expect(hers).toContainText('1 person voted')
  await hers.getByText('Green', { exact: true }).tap()
  await expect(his).toContainText('2 people voted')
  await his.getByRole('button', { name: 'Show voters' }).click()
  await expect(his).toContainText('Chosen by Maya Okafor')
  await expect(his.getByRole('radio', { name: 'Blue' })).toHaveAccessibleDescription(/50\s?%, 1 vote\. Chosen by you/)
  await expectAccessible(sams)
  await expectAccessible(mayas)
  await his.getByRole('button', { name: 'Retract vote' }).click()
  await expect(hers).toContainText('1 person voted')
  await sams.reload()
  await expect(his).toContainText('1 person voted')
  expect([...complaints, ...others]).toEqual([])
})

test('[E-11] an anonymous poll with multiple answers marks only the own vote, also after a reload, until it is closed', async ({ server, openVisitor }) => {
  const { maya, sam, group } = await createTalk(server)
  const { page: mayas, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${group}`, phone)
  const hers = await ask(mayas, 'What shall we bake?', ['Rye', 'Spelt'], ['Allow multiple answers', 'Anonymous voting'])
  const his = message(sams, 'What shall we bake?').locator('[data-poll]')
  const stored = sams.waitForResponse(response => response.url().endsWith('/vote') && response.request().postData() === '{"options":[0,1]}')
  for (const bread of ['Rye', 'Spelt']) await his.getByText(bread, { exact: true }).tap()
  await expect(hers).toContainText('1 person voted')
  await expect(hers.getByRole('checkbox', { name: 'Rye' })).not.toBeChecked()
  await expect(hers.getByRole('button', { name: 'Show voters' })).toHaveCount(0)
  await stored
  await sams.reload()
  await expect(his.getByRole('checkbox', { checked: true })).toHaveCount(2)
  await hers.getByRole('button', { name: 'Close poll' }).click()
  await mayas.getByRole('dialog').getByRole('button', { name: 'Close poll' }).click()
  await expect(his).toContainText('Closed')
  await expect(his.getByRole('checkbox', { name: 'Rye' })).toBeDisabled()
  await expectAccessible(mayas)
  expect(complaints).toEqual([])
})

test('[E-11] [T-27] a vote after the end is undone, and the poll shows that it is closed', async ({ server, openVisitor }) => {
  const { maya, group } = await createTalk(server)
  const { page } = await enter(openVisitor, maya, `/c/${group}`)
  const poll = await ask(page, 'Now or never?', ['Now', 'Never'])
  await page.route('**/vote', route => route.fulfill({ status: 409, json: { error: { code: 'poll_closed', message: '' }, meta: { requestId: '', durationMs: 1 } } }))
  await poll.getByText('Now', { exact: true }).click()
  await expect(poll.getByRole('alert')).toContainText('This poll is closed')
  await expect(poll.getByRole('radio', { checked: true })).toHaveCount(0)
  await expect(poll.getByRole('radio', { name: 'Now' })).toBeDisabled()
})
