import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../../helpers/browser-test.ts'
import { nextFrames } from '../../helpers/next-frames.ts'
import { createWorld } from '../../helpers/server-world.ts'
import { enter as enterAs } from '../../helpers/talk.ts'
import { createMaya, enter, fillSignIn } from './people.ts'

// A sweep over a dozen screens, each in four looks, in one go.
test.setTimeout(600_000)

const looks = (['light', 'dark'] as const).flatMap(colorScheme => [390, 1440].map(width => ({ colorScheme, width })))

/** Each screen of a visitor with the ways into its states. */
const open: Record<string, (page: Page) => Promise<unknown>> = {
  'the landing page': page => page.goto('/'),
  'sign-in': page => page.goto('/login'),
  'sign-in with nothing filled in': page => page.goto('/login').then(() => page.locator('form button[type=submit]').click()),
  'sign-in refused': page => page.goto('/login').then(() => fillSignIn(page, { email: 'nobody@example.com' })),
  'registration': page => page.goto('/register'),
  'registration with a weak password': page => page.goto('/register').then(() => page.locator('[name=password]').fill('aaaaaaaa')),
  'a forgotten password': page => page.goto('/reset'),
  'a new password': page => page.goto('/reset#token=x').then(() => page.locator('[name=newPassword]').fill('nine gulls over Quay Street')),
  'a confirmation that failed': page => page.goto('/verify#token=x').then(() => page.getByRole('alert').filter({ hasText: /\S/ }).waitFor()),
  'the first start': page => page.goto('/setup#code=x'),
  'the interface for programs': page => page.goto('/api/docs'),
  'a page that is not there': page => page.goto('/nowhere'),
}

const settings: Record<string, (page: Page) => Promise<unknown>> = {
  profile: page => page.goto('/settings/profile'),
  appearance: page => page.goto('/settings/appearance'),
  security: page => page.goto('/settings/security'),
  data: page => page.goto('/settings/data'),
  deleting: page => page.goto('/settings/data').then(() => page.getByRole('button', { name: 'Delete my account' }).click()),
}

/** Looks at each screen in every look: a page follows the device when that turns dark or is turned round. */
async function expectNoViolations(page: Page, screens: typeof open): Promise<void> {
  for (const [name, arrive] of Object.entries(screens)) {
    await arrive(page)
    await page.locator('h1').waitFor()
    for (const { colorScheme, width } of looks) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 844 })
      await nextFrames(page)
      // What is there is the same by day and by night; only its colours differ.
      const axe = new AxeBuilder({ page })
      const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(['color-contrast', 'link-in-text-block'])).analyze()
      const look = `${name}, ${colorScheme} at ${width}`
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`), look).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(overflow, `${look} scrolls sideways`).toBe(0)
    }
  }
}

test('[R-141] no violation on the screens of a visitor, light and dark, on a phone and a desk', async ({ openVisitor }) => {
  const { page } = await openVisitor({ reducedMotion: 'reduce' })
  await expectNoViolations(page, open)
})

test('[R-141] no violation on the screens of administration, light and dark, on a phone and a desk', async ({ server, openVisitor }) => {
  const { ada } = await createWorld(server)
  const { page } = await enterAs(openVisitor, ada, '/admin', { reducedMotion: 'reduce' })
  await expectNoViolations(page, {
    'the overview': page => page.goto('/admin').then(() => page.locator('summary').click()),
    'all conversations': page => page.goto('/admin/conversations'),
  })
})

test('[R-141] no violation in the settings, light and dark, on a phone and a desk', async ({ server, openVisitor }) => {
  const { page } = await openVisitor({ reducedMotion: 'reduce' })
  await enter(page, await createMaya(server), '/settings/profile')
  await expectNoViolations(page, settings)
  expect(new URL(page.url()).pathname).toBe('/settings/data')
})

test('[R-141] after a change of screen the focus is on its heading, and the skip link leads past the rest', async ({ page }) => {
  const email = page.getByLabel('E-mail address')
  await page.goto('/login')
  // Before the page is alive a link loads the next one as a whole, and the browser places the focus.
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

test('[R-137] on a phone the picture of a talk stands below the words, beside them on a desk', async ({ openVisitor }) => {
  for (const width of [390, 1440]) {
    const { page } = await openVisitor({ viewport: { width, height: 844 } })
    await page.goto('/')
    const words = await page.getByRole('heading', { level: 1 }).boundingBox()
    const picture = await page.getByText('Menu cards', { exact: true }).boundingBox()
    expect((picture?.x ?? 0) > (words?.x ?? 0) + (words?.width ?? 0)).toBe(width > 1000)
    expect((picture?.y ?? 0) > (words?.y ?? 0) + (words?.height ?? 0)).toBe(width < 1000)
  }
})

test('[E-13] pages are still when a person asks for no motion', async ({ openVisitor }) => {
  const { page } = await openVisitor({ reducedMotion: 'reduce' })
  await page.goto('/')
  const moving = await page.evaluate(() => document.getAnimations().filter(animation => animation.playState === 'running').length)
  expect(moving).toBe(0)
})
