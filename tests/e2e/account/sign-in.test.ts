import { expect, test } from '../../helpers/browser-test.ts'
import { createMaya, enter, fillSignIn } from './people.ts'

test('[R-013] a failed sign-in shows the same error for known and unknown addresses, and focuses it', async ({ server, page }) => {
  const maya = await createMaya(server)
  await page.goto('/login')
  const texts: string[] = []
  for (const email of [maya.email, 'nobody@example.com']) {
    await fillSignIn(page, { email, password: 'not this one' })
    const notice = page.getByRole('alert').filter({ hasText: /\S/ })
    await expect(notice).toBeFocused()
    texts.push(await notice.innerText())
    await expect(page.locator('[aria-invalid=true]')).toHaveCount(0)
    await page.reload()
  }
  expect(texts[0]).toBe(texts[1])
})

test('[R-014] a missing value is reported at its field, and the summary links to it', async ({ page }) => {
  await page.goto('/login')
  await page.locator('form button[type=submit]').click()
  const summary = page.locator('[data-summary]')
  await expect(summary).toBeFocused()
  await expect(page.getByLabel('E-mail address')).toHaveAccessibleDescription('Enter your e-mail address.')
  await summary.getByRole('button', { name: 'Enter your password.' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await page.getByLabel('E-mail address').fill('maya')
  await expect(page.getByLabel('E-mail address')).not.toHaveAttribute('aria-invalid', 'true')
})

test('[R-002] sign-in returns to the requested page, sign-out leads to the landing page', async ({ server, openVisitor }) => {
  const { page, complaints } = await openVisitor()
  const maya = await createMaya(server)
  await page.goto('/settings/security')
  await expect(page).toHaveURL('/login?next=/settings/security')
  await fillSignIn(page, maya)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Security')
  await page.goto('/login')
  await expect(page).not.toHaveURL(/login/)
  // A request that is running at sign-out fails, and the browser logs it.
  await page.goto('/settings/profile', { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome back')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Messaging for clients and project teams')
  await page.goto('/settings/profile')
  await expect(page).toHaveURL(/\/login\?next=/)
  expect(complaints).toEqual([])
})

test('a click before hydration takes effect after it', async ({ server, page }) => {
  await enter(page, await createMaya(server), '/settings/profile')
  let letScriptsGo = () => {}
  const scriptsMayGo = new Promise<void>(resolve => letScriptsGo = resolve)
  await page.route('**/_nuxt/*.js', route => scriptsMayGo.then(() => route.continue()))
  await page.goto('/settings/profile', { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Sign out' }).click()
  letScriptsGo()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome back')
})

for (const target of ['//evil.example', '/\\evil.example', 'javascript:alert(1)', 'https://evil.example/']) {
  test(`[S-31] sign-in does not redirect to ${target}`, async ({ server, page }) => {
    const maya = await createMaya(server)
    await page.goto(`/login?next=${encodeURIComponent(target)}`)
    await fillSignIn(page, maya)
    await page.waitForURL(url => !url.pathname.startsWith('/login'))
    expect(new URL(page.url()).origin).toBe(server.url)
  })
}

test('[R-008] no credential is in the page, in storage or readable by scripts', async ({ server, page, context }) => {
  const maya = await createMaya(server)
  await enter(page, maya, '/settings/profile')
  const html = await (await page.reload())?.text() ?? ''
  const secrets = (await context.cookies()).filter(cookie => cookie.httpOnly)
  expect(secrets.length).toBeGreaterThan(0)
  const readable = await page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]))
  for (const { value } of secrets) {
    expect(html).not.toContain(value)
    expect(readable).not.toContain(value)
  }
  expect(readable).not.toMatch(/eyJ[\w-]{10,}\.[\w-]+\.[\w-]+/)
})

test('[R-008] the session decides who is signed in, not the marker cookie', async ({ server, page, context }) => {
  await enter(page, await createMaya(server), '/settings/profile')
  await context.clearCookies({ name: 'session-marker' })
  await page.goto('/settings/security')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Security')
})
