import { expect, test } from '../../helpers/browser-test.ts'
import { createMaya, enter, fillSignIn, PASSWORD } from './people.ts'

test('[R-004] the profile is shown, edited and stays', async ({ server, openVisitor }) => {
  const { page, complaints } = await openVisitor()
  await enter(page, await createMaya(server), '/settings/profile')
  await page.getByLabel('Your name').fill('Maya O. Okafor')
  await page.getByLabel('About you').fill('Bakes before sunrise.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved').first()).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('About you')).toHaveValue('Bakes before sunrise.')
  await expect(page.getByText('Maya O. Okafor').first()).toBeVisible()
  expect(complaints).toEqual([])
})

test('[E-13] the theme is in the first answer of the server, after sign-out too', async ({ server, page }) => {
  await enter(page, await createMaya(server), '/settings/appearance')
  const dark = page.getByRole('radio', { name: 'Dark' })
  const stored = page.waitForResponse('**/api/v1/account/preferences')
  await page.getByText('Dark', { exact: true }).click()
  await expect(dark).toBeChecked()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await stored
  expect(await (await page.reload())?.text()).toMatch(/<html[^>]*data-theme="dark"/)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(url => url.pathname === '/login')
  expect(await (await page.reload())?.text()).toMatch(/<html[^>]*data-theme="dark"/)
})

test('[R-019] a choice that could not be stored goes back and says why', async ({ server, page }) => {
  await enter(page, await createMaya(server), '/settings/appearance')
  await page.route('**/api/v1/account/preferences', route => route.abort())
  await page.getByText('Compact', { exact: true }).click()
  await expect(page.getByText('The server cannot be reached.')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Comfortable' })).toBeChecked()
})

test('[E-14] the language follows the account to another browser', async ({ server, page, openVisitor }) => {
  const maya = await createMaya(server)
  await enter(page, maya, '/settings/appearance')
  await page.getByLabel('Language').selectOption('de')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Darstellung')
  const other = await openVisitor()
  await enter(other.page, maya, '/settings/profile')
  await expect(other.page.getByRole('heading', { level: 1 })).toHaveText('Profil')
  const html = await (await other.page.reload())?.text() ?? ''
  expect(html).toMatch(/<html[^>]*lang="de"/)
  expect(html).toContain('Das sehen Personen in Ihren Projekten.')
  expect(other.complaints).toEqual([])
})

test('[E-15] the other devices are listed and signed out, the present one stays', async ({ server, page, openVisitor }) => {
  const maya = await createMaya(server)
  const other = await openVisitor()
  await enter(other.page, maya, '/settings/profile')
  await enter(page, maya, '/settings/security')
  await expect(page.getByText('This device')).toHaveCount(1)
  await page.getByRole('button', { name: /^Sign out: / }).click()
  await expect(page.getByRole('button', { name: /^Sign out: / })).toHaveCount(0)
  // At once, without a click over there.
  await other.page.waitForURL(url => url.pathname === '/login')
})

test('[R-014] a new password needs the present one', async ({ server, page }) => {
  const maya = await createMaya(server)
  await enter(page, maya, '/settings/security')
  const form = page.getByRole('form', { name: 'Password' })
  await form.getByLabel('Current password').fill('not this one')
  await form.getByLabel('New password').fill('nine gulls over Quay Street')
  await form.getByRole('button', { name: 'Change password' }).click()
  await expect(form.getByRole('alert')).toBeFocused()
  await form.getByLabel('Current password').fill(PASSWORD)
  await form.getByRole('button', { name: 'Change password' }).click()
  await expect(form.getByText('Saved')).toBeVisible()
})

test('[R-003] the account is deleted with the password only, and does not come back', async ({ server, page }) => {
  const maya = await createMaya(server)
  await enter(page, maya, '/settings/data')
  await page.getByRole('button', { name: 'Delete my account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete account' })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Delete my account' })).toBeFocused()
  await page.keyboard.press('Enter')
  await dialog.getByLabel('Current password').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Delete permanently' }).click()
  await page.waitForURL(url => url.pathname === '/login')
  await fillSignIn(page, maya)
  await expect(page.locator('[data-summary]')).toBeVisible()
})
