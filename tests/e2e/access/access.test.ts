import type { Page } from '@playwright/test'
import { expect, test } from '../../helpers/browser-test.ts'
import { composer, createTalk, enter, expectAccessible, message, row, say, timeline } from '../../helpers/talk.ts'

test('[T-23] a screen reader hears each new message once: name, text, then time', async ({ server, openVisitor }) => {
  const { maya, direct, samWrites } = await createTalk(server)
  await samWrites(direct, 'An old one, never announced')
  const { page } = await enter(openVisitor, maya, `/c/${direct}`)
  await expect(message(page, 'An old one')).toBeVisible()
  await page.locator('[data-announcer]').evaluate((region) => {
    const heard: string[] = []
    Object.assign(window, { heard })
    new MutationObserver(records => records.forEach(({ addedNodes }) => addedNodes.forEach(node => heard.push(node.textContent ?? ''))))
      .observe(region, { childList: true, subtree: true })
  })
  await samWrites(direct, 'The rolls are ready', 'And the coffee')
  await say(page, 'Coming')
  await expect(message(page, 'And the coffee')).toBeVisible()
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard.map(text => text.trim()).filter(Boolean))
  expect(heard).toEqual([
    expect.stringMatching(/^Sam Berger: The rolls are ready, \d?\d:\d\d/),
    expect.stringMatching(/^Sam Berger: And the coffee, \d?\d:\d\d/),
  ])
  await expect(timeline(page)).toHaveAttribute('aria-live', 'off')
})

test('[R-141] the messenger works by keyboard alone: navigate, read, write, open details and return', async ({ server, openVisitor }) => {
  const { maya, direct, group, samWrites } = await createTalk(server)
  await samWrites(group, 'Who is in tomorrow?')
  await samWrites(direct, 'Psst')
  const { page } = await enter(openVisitor, maya, `/c/${group}`)
  await expect(message(page, 'Who is in tomorrow?')).toBeVisible()
  await expect(row(page, direct)).toContainText('Psst')
  await page.keyboard.press('Alt+ArrowDown')
  await page.waitForURL(`**/c/${direct}`)
  await expect(message(page, 'Psst')).toBeVisible()
  await page.keyboard.press('Alt+ArrowUp')
  await page.waitForURL(`**/c/${group}`)
  await expect(composer(page)).toBeFocused()

  const details = page.getByRole('button', { name: 'Details', exact: true })
  await details.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Close details' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(details).toBeFocused()

  await composer(page).focus()
  await page.keyboard.type('First line')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('second line')
  await page.keyboard.press('Enter')
  await expect(message(page, 'second line').locator('p[dir=auto]')).toHaveText('First line\nsecond line', { useInnerText: true })
  await expect(composer(page)).toBeFocused()
})

test('[R-141] [E-13] axe finds no violation in any state, light or dark', async ({ server, openVisitor }) => {
  const { maya, direct, group, project, samWrites } = await createTalk(server)
  await samWrites(group, 'See https://harbor.example/plan', 'A second one')
  const { page, context, complaints } = await enter(openVisitor, maya, '/c', { reducedMotion: 'reduce' })
  await expect(row(page, group)).toBeVisible()
  await expectAccessibleInBoth(page)
  await row(page, direct).click()
  await expect(page.getByText('This is the beginning')).toBeVisible()
  await expectAccessibleInBoth(page)
  await row(page, group).click()
  await expect(message(page, 'A second one')).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.getByRole('button', { name: 'Details', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Leave group' })).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.getByRole('button', { name: 'Leave group' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  for (const kind of ['Person', 'Group', 'Notes']) {
    if (kind === 'Person') await page.getByRole('button', { name: 'New conversation' }).click()
    await page.getByRole('radio', { name: kind }).check({ force: true })
    await expectAccessibleInBoth(page)
  }
  await page.keyboard.press('Escape')
  await context.setOffline(true)
  await say(page, 'Into the void')
  await expect(page.locator('[data-connection=offline]')).toBeVisible()
  await expectAccessibleInBoth(page)
  await context.setOffline(false)
  await page.goto(`/p/${project}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.goto('/c/0197c000-0000-7000-8000-000000000000')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Conversation not found')
  await expectAccessibleInBoth(page)
  expect(complaints.filter(text => !text.includes('Failed to load resource') && !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
})

test('[E-14] the messenger is translated to German', async ({ server, openVisitor }) => {
  const { maya, direct, samWrites } = await createTalk(server)
  await samWrites(direct, 'Guten Morgen')
  const { page } = await enter(openVisitor, maya, `/c/${direct}`, { locale: 'de-DE' })
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(composer(page)).toHaveAttribute('placeholder', 'Nachricht schreiben')
  await expect(timeline(page).getByText('Heute')).toBeVisible()
  await expect(timeline(page).getByText('Neue Nachrichten')).toBeVisible()
  await expectAccessible(page)
})

/** Colours follow the color scheme at once, so each state is opened once and checked twice. */
async function expectAccessibleInBoth(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectAccessible(page)
  }
}
