import { expect, test } from '../../helpers/browser-test.ts'
import { composer, createTalk, enter, message, row, say, timeline } from '../../helpers/talk.ts'

const many = (count: number, text: string) => Array.from({ length: count }, (_, index) => `${text} ${index + 1}.`)

test('[E-06] a conversation opens at its first unread message, and the divider stays', async ({ server, openVisitor }) => {
  const { maya, direct, group, samWrites } = await createTalk(server)
  await samWrites(direct, ...many(60, 'Old crumb'))
  const { page } = await enter(openVisitor, maya, `/c/${direct}`)
  await page.getByRole('button', { name: /new messages/ }).click()
  await expect(message(page, 'Old crumb 60.')).toBeInViewport()
  await expect(row(page, direct).locator('[data-unread]')).toBeHidden()
  await row(page, group).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bread and butter')
  await samWrites(direct, ...many(40, 'Fresh crumb'))
  await row(page, direct).click()

  const divider = page.locator('[data-unread-divider]')
  await expect(divider).toBeInViewport()
  await expect(message(page, 'Fresh crumb 1.')).toBeInViewport()
  await expect(message(page, 'Fresh crumb 40.')).not.toBeInViewport()
  await page.getByRole('button', { name: /new messages/ }).click()
  await expect(message(page, 'Fresh crumb 40.')).toBeInViewport()
  await expect(row(page, direct).locator('[data-unread]')).toBeHidden()
  await timeline(page).hover()
  await expect(async () => {
    await page.mouse.wheel(0, -300)
    await expect(divider).toBeInViewport({ timeout: 200 })
  }).toPass()
})

test('[E-06] a reader further up sees a notice of new messages and is not moved', async ({ server, openVisitor }) => {
  const { maya, direct, samWrites } = await createTalk(server)
  await samWrites(direct, ...many(45, 'Crumb'))
  const { page } = await enter(openVisitor, maya, `/c/${direct}`)
  await page.getByRole('button', { name: /new messages/ }).click()
  await expect(message(page, 'Crumb 45.')).toBeInViewport()
  await timeline(page).hover()
  await page.mouse.wheel(0, -900)
  await expect(message(page, 'Crumb 45.')).not.toBeInViewport()
  const before = await timeline(page).evaluate(element => element.scrollTop)
  await samWrites(direct, 'One more', 'And another')
  await expect(page.getByRole('button', { name: '2 new messages' })).toBeVisible()
  expect(Math.abs(await timeline(page).evaluate(element => element.scrollTop) - before)).toBeLessThan(4)
  await page.getByRole('button', { name: '2 new messages' }).click()
  await expect(message(page, 'And another')).toBeInViewport()
})

test('[E-06] a conversation without news opens at its end on a slow device, too', async ({ server, openVisitor }) => {
  const { maya, direct, samWrites } = await createTalk(server)
  await samWrites(direct, ...many(120, 'Seed'))
  const { page } = await enter(openVisitor, maya, `/c/${direct}`)
  await page.getByRole('button', { name: /new messages/ }).click()
  await expect(message(page, 'Seed 120.')).toBeInViewport()
  await expect(row(page, direct).locator('[data-unread]')).toBeHidden()
  // Slow enough for history to arrive while the list is still on its way to the end.
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 3 })
  for (let round = 0; round < 3; round += 1) {
    await page.reload({ waitUntil: 'networkidle' })
    await expect(message(page, 'Seed 120.')).toBeInViewport()
  }
})

test('[R-054] history grows upwards without a jump', async ({ server, openVisitor }) => {
  const { maya, direct, samWrites } = await createTalk(server)
  await samWrites(direct, ...many(160, 'Loaf'))
  const { page } = await enter(openVisitor, maya, `/c/${direct}`)
  // A page that is loaded again opens where its reader has not read yet, so the marker must be stored.
  const stored = page.waitForResponse(response => response.url().endsWith('/read') && (response.request().postDataJSON() as { seq: number }).seq === 160)
  await page.getByRole('button', { name: /new messages/ }).click()
  await expect(message(page, 'Loaf 160.')).toBeInViewport()
  await stored
  await page.reload()
  await expect(message(page, 'Loaf 160.')).toBeInViewport()
  await timeline(page).hover()
  for (let step = 0; step < 60 && !await message(page, 'Loaf 1.').isVisible(); step += 1) await page.mouse.wheel(0, -400)
  await expect(async () => {
    await page.mouse.wheel(0, -2_000)
    await expect(message(page, 'Loaf 1.')).toBeInViewport({ timeout: 200 })
  }).toPass()
  await expect(page.getByText('This is the beginning of your conversation with Sam Berger.')).toBeVisible()
  // Virtual: what is far away is not in the page.
  await expect(message(page, 'Loaf 160.')).toHaveCount(0)
})

test('[T-21] reading sends few markers, however often one scrolls', async ({ server, openVisitor }) => {
  const { maya, direct, group, samWrites } = await createTalk(server)
  await samWrites(direct, ...many(80, 'Roll'))
  const { page } = await enter(openVisitor, maya, `/c/${group}`)
  const markers: number[] = []
  page.on('requestfinished', (request) => {
    if (request.method() === 'PUT' && request.url().endsWith('/read')) markers.push(request.timing().startTime)
  })
  await row(page, direct).click()
  await expect(message(page, 'Roll 1.')).toBeVisible()
  await timeline(page).hover()
  for (let step = 0; step < 80; step += 1) await page.mouse.wheel(0, 60)
  await expect(async () => {
    await page.mouse.wheel(0, 900)
    await expect(row(page, direct).locator('[data-unread]')).toBeHidden({ timeout: 200 })
  }).toPass()
  await expect.poll(() => markers.length).toBeGreaterThan(0)
  // One for each of the 80 steps would be the trap. However long they take, it is one a second; the rest is for late clocks.
  const seconds = (Math.max(...markers) - Math.min(...markers)) / 1_000
  expect(markers.length).toBeLessThanOrEqual(seconds + 3)
})

test('drafts are kept for each conversation, also through a reload', async ({ server, openVisitor }) => {
  const { maya, direct, group } = await createTalk(server)
  const { page } = await enter(openVisitor, maya, `/c/${direct}`)
  await composer(page).fill('Half a thought')
  await row(page, group).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bread and butter')
  await expect(composer(page)).toHaveValue('')
  await expect(row(page, direct)).toContainText('Draft: Half a thought')
  await page.reload()
  await row(page, direct).click()
  await expect(composer(page)).toHaveValue('Half a thought')
  await say(page, 'A whole one')
  await expect(composer(page)).toHaveValue('')
})
