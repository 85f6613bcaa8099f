import { expect, test } from '../../helpers/browser-test.ts'
import { composer, createTalk, enter, message, row, say } from '../../helpers/talk.ts'

test('[R-039] a group is created, named, talked in, archived and reopened', async ({ server, openVisitor }) => {
  const { maya, sam, direct } = await createTalk(server)
  const { page: mayas } = await enter(openVisitor, maya, `/c/${direct}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${direct}`)
  await mayas.getByRole('button', { name: 'New conversation' }).click()
  // With a keyboard at hand one types at once.
  await expect(mayas.getByRole('dialog').getByRole('searchbox')).toBeFocused()
  await mayas.getByRole('radio', { name: 'Group' }).check({ force: true })
  await mayas.getByLabel('Group name').fill('Christmas')
  await mayas.getByRole('checkbox', { name: 'Sam Berger' }).check()
  await mayas.getByRole('button', { name: 'Create group' }).click()
  await expect(mayas.getByRole('heading', { level: 1 })).toHaveText('Christmas')

  await sams.getByRole('link', { name: /Christmas/ }).click()
  await expect(sams.getByRole('heading', { level: 1 })).toHaveText('Christmas')
  await say(sams, 'Stollen!')
  await expect(message(mayas, 'Stollen!').getByRole('heading')).toHaveText('Sam Berger')

  await mayas.getByRole('button', { name: 'Details', exact: true }).click()
  await expect(mayas.getByRole('complementary')).toContainText('2 people')
  await mayas.getByRole('button', { name: 'Archive' }).last().click()
  await mayas.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
  await expect(sams.getByText('This conversation is archived.')).toBeVisible()
  await expect(composer(sams)).toBeHidden()
  await mayas.getByRole('main').getByRole('button', { name: 'Reopen' }).first().click()
  await expect(composer(sams)).toBeVisible()
})

test('[R-022] notes to self are found again, not made twice', async ({ server, openVisitor }) => {
  const { maya, direct } = await createTalk(server)
  const { page } = await enter(openVisitor, maya, `/c/${direct}`)
  for (const text of ['Buy yeast', 'And salt']) {
    await page.getByRole('button', { name: 'New conversation' }).click()
    await page.getByRole('radio', { name: 'Notes' }).check({ force: true })
    await page.getByRole('button', { name: 'Open notes' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Notes to self')
    await say(page, text)
    await expect(message(page, text)).toBeVisible()
  }
  await expect(message(page, 'Buy yeast')).toBeVisible()
  await expect(page.locator('a[data-conversation]', { hasText: 'Notes to self' })).toHaveCount(1)
})

test('[R-089] new activity does not move the row under the pointer', async ({ server, openVisitor }) => {
  const { maya, direct, group, samWrites } = await createTalk(server)
  const { page } = await enter(openVisitor, maya, '/c')
  await expect(row(page, direct)).toBeVisible()
  await row(page, group).hover()
  const before = await row(page, group).boundingBox()
  await samWrites(direct, 'Look at me')
  await expect(row(page, direct)).toContainText('Look at me')
  expect(await row(page, group).boundingBox()).toEqual(before)
})

test('[R-089] opening another conversation and its details leaves the list and its filter alone', async ({ server, openVisitor }) => {
  const { maya, direct, group } = await createTalk(server)
  const { page } = await enter(openVisitor, maya, `/c/${direct}`)
  const filter = page.getByRole('searchbox', { name: 'Filter by name or person' })
  await filter.fill('bread')
  await expect(row(page, direct)).toBeHidden()
  const first = await filter.elementHandle()
  for (const open of [row(page, group), page.getByRole('button', { name: 'Details', exact: true })]) {
    const projects = page.waitForResponse(/\/api\/v1\/projects(\?|$)/)
    await open.click()
    await projects
    expect(await first?.evaluate(element => element.isConnected)).toBe(true)
  }
  await expect(filter).toHaveValue('bread')
})

test('[R-033] a group is left only after a question', async ({ server, openVisitor }) => {
  const { maya, group } = await createTalk(server)
  const { page } = await enter(openVisitor, maya, `/c/${group}`)
  await page.getByRole('button', { name: 'Details', exact: true }).click()
  await page.getByRole('button', { name: 'Leave group' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Leave group' }).click()
  await page.waitForURL('**/c')
  await expect(row(page, group)).toHaveCount(0)
})
