import type { Page } from '@playwright/test'
import { expect, test } from '../../helpers/browser-test.ts'
import { composer, createTalk, enter, message } from '../../helpers/talk.ts'

/** Opens a page whose scripts wait for the test: it is rendered, but not hydrated. */
async function openAsleep(page: Page, path: string): Promise<() => void> {
  let wake = () => {}
  const woken = new Promise<void>((resolve) => {
    wake = resolve
  })
  await page.route('**/_nuxt/*.js', async (route) => {
    await woken
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  return wake
}

test('two clicks on a button before hydration count as one', async ({ server, openVisitor }) => {
  const { maya, group } = await createTalk(server)
  const { page, complaints } = await enter(openVisitor, maya, '/c')
  const wake = await openAsleep(page, `/c/${group}`)
  const toggle = page.getByRole('button', { name: 'Details', exact: true })
  await toggle.dblclick()
  await expect(toggle).toHaveAttribute('aria-expanded', 'false')
  wake()
  await expect(page.getByRole('button', { name: 'Close details' })).toBeVisible()
  await page.getByRole('button', { name: 'Close details' }).click()
  await expect(toggle).toHaveAttribute('aria-expanded', 'false')
  expect(complaints).toEqual([])
})

test('text typed before hydration is appended to the draft and can be sent', async ({ server, openVisitor }) => {
  const { maya, group } = await createTalk(server)
  const { page, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  await composer(page).fill('Good morning,')
  await page.waitForFunction(() => Object.keys(localStorage).some(key => localStorage.getItem(key) === 'Good morning,'))
  const wake = await openAsleep(page, `/c/${group}`)
  await composer(page).pressSequentially('the rolls are')
  wake()
  await expect(composer(page)).toHaveValue('Good morning,\nthe rolls are')
  await composer(page).press('End')
  await composer(page).pressSequentially(' ready')
  await composer(page).press('Enter')
  await expect(message(page, 'the rolls are ready')).toBeVisible()
  expect(complaints).toEqual([])
})

test('a click on a link before hydration replaces an earlier click on a button', async ({ server, openVisitor }) => {
  const { maya, group } = await createTalk(server)
  const { page } = await enter(openVisitor, maya, '/c')
  const wake = await openAsleep(page, '/c')
  await page.getByRole('button', { name: 'New conversation' }).click()
  await page.locator(`a[data-conversation="${group}"]`).click()
  wake()
  await page.waitForURL(`**/c/${group}`)
  await expect(page.getByRole('textbox', { name: /Bread and butter/ })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
