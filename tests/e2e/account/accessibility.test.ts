import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../../helpers/browser-test.ts'
import { nextFrames } from '../../helpers/next-frames.ts'
import { createWorld } from '../../helpers/server-world.ts'
import { enter as enterAs } from '../../helpers/talk.ts'
import { createMaya, enter, fillSignIn } from './people.ts'

// One test a screen, so that the workers share them.
test.describe.configure({ mode: 'parallel' })

type Arrive = (page: Page) => Promise<unknown>

/** Both colour schemes, on a phone and a desk. */
const looks = (['light', 'dark'] as const).flatMap(colorScheme => [390, 1440].map(width => ({ colorScheme, width })))

/** Each screen that needs no account, in its states. */
const visitorScreens: Record<string, Arrive> = {
  'the landing page': page => page.goto('/'),
  'sign-in': page => page.goto('/login'),
  'sign-in with nothing filled in': page => page.goto('/login').then(() => page.locator('form button[type=submit]').click()),
  'a refused sign-in': page => page.goto('/login').then(() => fillSignIn(page, { email: 'nobody@example.com' })),
  'registration': page => page.goto('/register'),
  'registration with a weak password': page => page.goto('/register').then(() => page.locator('[name=password]').fill('aaaaaaaa')),
  'a forgotten password': page => page.goto('/reset'),
  'a new password': page => page.goto('/reset#token=x').then(() => page.locator('[name=newPassword]').fill('nine gulls over Quay Street')),
  'a failed confirmation': page => page.goto('/verify#token=x').then(() => page.getByRole('alert').filter({ hasText: /\S/ }).waitFor()),
  'the setup page': page => page.goto('/setup#code=x'),
  'the API documentation': page => page.goto('/api/docs'),
  'a page that does not exist': page => page.goto('/nowhere'),
}

const settingsScreens: Record<string, Arrive> = {
  'the profile': page => page.goto('/settings/profile'),
  'the appearance': page => page.goto('/settings/appearance'),
  'sign-in and devices': page => page.goto('/settings/security'),
  'the data': page => page.goto('/settings/data'),
  'the deletion of the account': page => page.goto('/settings/data').then(() => page.getByRole('button', { name: 'Delete my account' }).click()),
}

const adminScreens: Record<string, Arrive> = {
  'the overview': page => page.goto('/admin').then(() => page.locator('summary').click()),
  'all conversations': page => page.goto('/admin/conversations'),
}

/** Checks the screen in every look. A page follows the colour scheme and the width without a reload. */
async function expectNoViolations(page: Page, arrive: Arrive): Promise<void> {
  await arrive(page)
  await page.locator('h1').waitFor()
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 844 })
    await nextFrames(page)
    // The dark screen has the same elements as the light one: only its colours are checked again.
    const axe = new AxeBuilder({ page })
    const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(['color-contrast', 'link-in-text-block'])).analyze()
    const look = `${colorScheme} at ${width}`
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`), look).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow, `${look} scrolls sideways`).toBe(0)
  }
}

for (const [name, arrive] of Object.entries(visitorScreens)) {
  test(`[R-141] ${name} has no accessibility violation, light and dark, on a phone and a desk`, async ({ openVisitor }) => {
    const { page } = await openVisitor({ reducedMotion: 'reduce' })
    await expectNoViolations(page, arrive)
  })
}

for (const [name, arrive] of Object.entries(settingsScreens)) {
  test(`[R-141] ${name} in the settings has no accessibility violation, light and dark, on a phone and a desk`, async ({ server, openVisitor }) => {
    const { page } = await openVisitor({ reducedMotion: 'reduce' })
    await enter(page, await createMaya(server), '/settings/profile')
    await expectNoViolations(page, arrive)
    expect(new URL(page.url()).pathname).toMatch(/^\/settings\//)
  })
}

for (const [name, arrive] of Object.entries(adminScreens)) {
  test(`[R-141] ${name} of the administration has no accessibility violation, light and dark, on a phone and a desk`, async ({ server, openVisitor }) => {
    const { ada } = await createWorld(server)
    const { page } = await enterAs(openVisitor, ada, '/admin', { reducedMotion: 'reduce' })
    await expectNoViolations(page, arrive)
  })
}

test('[R-141] the heading has the focus after a change of page, and the skip link leads to the content', async ({ page }) => {
  const email = page.getByLabel('E-mail address')
  await page.goto('/login')
  // Before hydration a link loads the next page in full, and the browser sets the focus.
  await expect(email).toBeEnabled()
  await page.getByRole('link', { name: 'Create an account' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Create your account' })).toBeFocused()
  await page.goto('/login')
  await expect(email).toBeEnabled()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#main$/)
  await page.keyboard.press('Tab')
  await expect(email).toBeFocused()
})

test('[R-137] the picture on the landing page is below the text on a phone and beside it on a desk', async ({ openVisitor }) => {
  for (const width of [390, 1440]) {
    const { page } = await openVisitor({ viewport: { width, height: 844 } })
    await page.goto('/')
    const words = await page.getByRole('heading', { level: 1 }).boundingBox()
    const picture = await page.getByText('Menu cards', { exact: true }).boundingBox()
    expect((picture?.x ?? 0) > (words?.x ?? 0) + (words?.width ?? 0)).toBe(width > 1000)
    expect((picture?.y ?? 0) > (words?.y ?? 0) + (words?.height ?? 0)).toBe(width < 1000)
  }
})

test('[E-13] the landing page has no animation when the visitor prefers reduced motion', async ({ openVisitor }) => {
  const { page } = await openVisitor({ reducedMotion: 'reduce' })
  await page.goto('/')
  const moving = await page.evaluate(() => document.getAnimations().filter(animation => animation.playState === 'running').length)
  expect(moving).toBe(0)
})
