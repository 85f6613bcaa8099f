import { expect, test } from '../../helpers/browser-test.ts'
import { createMaya, fillSignIn, linkMailedTo, PASSWORD } from './people.ts'

test('[R-015] the password rule is shown in advance, and pasting works', async ({ page }) => {
  await page.goto('/register')
  const password = page.getByLabel('Password', { exact: true })
  await expect(password).toHaveAccessibleDescription(/At least 8 characters/)
  await expect(password).toHaveAttribute('autocomplete', 'new-password')
  await password.evaluate((field: HTMLInputElement) => {
    const data = new DataTransfer()
    data.setData('text/plain', 'pasted')
    return field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }))
  }).then(allowed => expect(allowed).toBe(true))
  await password.fill('slow harbour lights at six in June')
  await expect(page.getByText('Strong', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Show password' }).click()
  await expect(password).toHaveAttribute('type', 'text')
})

test('[R-014] a common password is refused with an error at its field', async ({ page }) => {
  await page.goto('/register')
  await page.getByLabel('Your name').fill('Maya Okafor')
  await page.getByLabel('E-mail address').fill('maya@example.com')
  await page.getByLabel('Password', { exact: true }).fill('password1')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/password is too common/)
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
})

test('[R-001] a person registers, confirms the address by e-mail and signs in', async ({ server, page }) => {
  const email = `lena.${Date.now()}@example.com`
  await page.goto('/register')
  await page.getByLabel('Your name').fill('Lena Costa')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeFocused()
  await page.goto(await linkMailedTo(server, email))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('E-mail address confirmed')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await fillSignIn(page, { email })
  await page.waitForURL(url => !url.pathname.startsWith('/login'))
})

test('[R-013] registration does not reveal whether an address is taken', async ({ server, page }) => {
  const maya = await createMaya(server)
  await page.goto('/register')
  await page.getByLabel('Your name').fill('Otto Lind')
  await page.getByLabel('E-mail address').fill(maya.email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your inbox')
})

test('[E-15] a forgotten password is reset with the link from the e-mail, which works once', async ({ server, page }) => {
  const maya = await createMaya(server)
  await page.goto('/reset')
  await page.getByLabel('E-mail address').fill(maya.email)
  await page.getByRole('button', { name: 'Send link' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your inbox')
  const link = await linkMailedTo(server, maya.email)
  await page.goto(link)
  await page.locator('[name=newPassword]').fill('nine gulls over Quay Street')
  await page.getByRole('button', { name: 'Save new password' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Password changed')
  await page.goto('/login')
  await page.goto(link)
  await page.locator('[name=newPassword]').fill('ten gulls over Quay Street')
  await page.getByRole('button', { name: 'Save new password' }).click()
  await expect(page.getByText('This link was already used or has expired.')).toBeVisible()
})

test('[E-15] an invalid confirmation link shows an error and what to do', async ({ page }) => {
  await page.goto('/verify#token=nonsense')
  await expect(page.getByText('This link was already used or has expired.')).toBeVisible()
})
