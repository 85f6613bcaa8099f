import { expect, test } from '../../helpers/browser-test.ts'
import { createMaya, enter, fillSignIn, PASSWORD } from './people.ts'

test('[R-004] a profile change is saved and shown after a reload', async ({ server, openVisitor }) => {
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

test('[E-13] the server renders the page in the chosen theme, also after sign-out', async ({ server, page }) => {
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

test('[R-019] a preference that could not be stored is undone with an error', async ({ server, page }) => {
  await enter(page, await createMaya(server), '/settings/appearance')
  await page.route('**/api/v1/account/preferences', route => route.abort())
  await page.getByText('Compact', { exact: true }).click()
  await expect(page.getByText('The server cannot be reached.')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Comfortable' })).toBeChecked()
})

test('[E-14] the language of the account is used in another browser', async ({ server, page, openVisitor }) => {
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

test('[E-15] other devices are listed and can be signed out, the current one stays signed in', async ({ server, page, openVisitor }) => {
  const maya = await createMaya(server)
  const other = await openVisitor()
  await enter(other.page, maya, '/settings/profile')
  await enter(page, maya, '/settings/security')
  await expect(page.getByText('This device')).toHaveCount(1)
  await page.getByRole('button', { name: /^Sign out: / }).click()
  await expect(page.getByRole('button', { name: /^Sign out: / })).toHaveCount(0)
  // At once, without an action on the other device.
  await other.page.waitForURL(url => url.pathname === '/login')
})

test('[R-014] changing the password requires the current one', async ({ server, page }) => {
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

test('[R-003] deleting the account requires the password, and the account can no longer sign in', async ({ server, page }) => {
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
