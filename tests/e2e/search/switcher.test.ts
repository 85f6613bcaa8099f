import { expect, test } from '../../helpers/browser-test.ts'
import { createTalk, enter, expectAccessible } from '../../helpers/talk.ts'

test('[E-12] Ctrl+K finds conversations, people and actions', async ({ server, openVisitor }) => {
  const { maya, direct, group } = await createTalk(server)
  const { page, complaints } = await enter(openVisitor, maya, `/c/${direct}`)
  const field = page.getByRole('combobox', { name: 'Jump to' })
  // Shortcuts work after hydration.
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(field).toBeFocused({ timeout: 1_000 })
  }).toPass()
  await expectAccessible(page)
  await field.fill('butt')
  await expect(page.getByRole('option', { selected: true })).toContainText('Bread and butter')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/c/${group}$`))
  await expect(field).toBeHidden()

  await page.keyboard.press('Control+k')
  await field.fill('Lena Costa')
  // Lena is also a participant of the group, so the person is listed below it.
  await page.getByRole('group', { name: 'People' }).getByRole('option', { name: 'Lena Costa' }).click()
  await expect(page.getByRole('heading', { name: 'Lena Costa' })).toBeVisible()

  await page.getByRole('button', { name: 'Jump to' }).click()
  await field.fill('bookmarks')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/bookmarks$/)
  expect(complaints).toEqual([])
})

test('[E-12] ? lists the keyboard shortcuts, but not while the user types', async ({ server, openVisitor }) => {
  const { maya, direct } = await createTalk(server)
  const { page, complaints } = await enter(openVisitor, maya, `/c/${direct}`)
  const composer = page.getByRole('textbox', { name: /^Message to/ })
  await composer.pressSequentially('Really?')
  await expect(composer).toHaveValue('Really?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet).toBeHidden()
  await composer.blur()
  await page.keyboard.press('?')
  await expect(sheet).toContainText('Jump to a conversation, person or action')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  expect(complaints).toEqual([])
})
