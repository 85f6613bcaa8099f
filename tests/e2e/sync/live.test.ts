import { expect, test } from '../../helpers/browser-test.ts'
import { composer, createTalk, enter, message, row, say, timeline } from '../../helpers/talk.ts'

test('[R-034] [R-133] two people talk live, both ways and in order, also after a reload', async ({ server, openVisitor }) => {
  const { maya, sam, direct } = await createTalk(server)
  const [{ page: mayas, complaints }, { page: sams }] = [
    await enter(openVisitor, maya, `/c/${direct}`), await enter(openVisitor, sam, `/c/${direct}`),
  ]
  const words = ['Good morning, Sam', 'Good morning, Maya', 'Is the oven on?', 'Since five.']
  for (const [index, text] of words.entries()) {
    const [from, to] = index % 2 === 0 ? [mayas, sams] : [sams, mayas]
    await say(from, text)
    await expect(message(to, text)).toBeVisible()
  }
  for (const page of [mayas, sams]) {
    await expect(timeline(page).locator('article p[dir=auto]')).toHaveText(words)
    await page.reload()
    await expect(timeline(page).locator('article p[dir=auto]')).toHaveText(words)
  }
  expect(complaints).toEqual([])
})

test('[R-133] the first answer of the server holds the messages', async ({ server, openVisitor }) => {
  const { maya, direct, samWrites } = await createTalk(server)
  await samWrites(direct, 'Written before anybody came')
  const { context } = await enter(openVisitor, maya, `/c/${direct}`)
  const page = await context.newPage()
  await page.route('**/*.js', route => route.abort())
  await page.goto(`/c/${direct}`)
  await expect(message(page, 'Written before anybody came')).toBeVisible()
  await expect(row(page, direct)).toContainText('Sam Berger')
})

test('[R-077] [R-078] [R-081] typing and presence name the other person', async ({ server, openVisitor }) => {
  const { maya, sam, direct } = await createTalk(server)
  const { page: mayas } = await enter(openVisitor, maya, `/c/${direct}`)
  await expect(mayas.locator('#main header')).toContainText('Offline')
  const { page: sams, context } = await enter(openVisitor, sam, `/c/${direct}`)
  await expect(mayas.locator('#main header')).toContainText('Online')
  await composer(sams).pressSequentially('Let me look')
  await expect(mayas.getByRole('main').getByText('Sam Berger is typing')).toBeVisible()
  await expect(row(mayas, direct).locator('[data-activity=typing]')).toBeVisible()
  await composer(sams).fill('')
  await expect(mayas.getByRole('main').getByText('Sam Berger is typing')).toBeHidden()
  await context.close()
  await expect(mayas.locator('#main header')).toContainText('Offline', { timeout: 30_000 })
})

test('[R-076] [E-07] a message is sent, then read, and says so', async ({ server, openVisitor }) => {
  const { maya, sam, direct, group } = await createTalk(server)
  const { page: mayas } = await enter(openVisitor, maya, `/c/${direct}`)
  await say(mayas, 'Have you seen the flour?')
  await expect(message(mayas, 'Have you seen the flour?').locator('[data-state=sent]')).toBeVisible()
  const { page: sams } = await enter(openVisitor, sam, `/c/${group}`)
  await expect(row(sams, direct).locator('[data-unread]')).toHaveText(/^1/)
  await expect(sams).toHaveTitle(/^\(1\)/)
  await row(sams, direct).click()
  await expect(message(mayas, 'Have you seen the flour?').locator('[data-state=read]')).toBeVisible()
  await expect(row(sams, direct).locator('[data-unread]')).toBeHidden()
})

test('[E-07] messages written offline wait, survive a reload and are sent once, in order', async ({ server, openVisitor }) => {
  const { maya, sam, direct } = await createTalk(server)
  const { page: mayas, context } = await enter(openVisitor, maya, `/c/${direct}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${direct}`)
  await expect(mayas.locator('#main header')).toContainText('Online')
  await context.setOffline(true)
  await expect(mayas.locator('[data-connection=offline]')).toBeVisible()
  // Two, since a single one would go out with the page by a request that no test can hold up.
  const words = ['Sent from the cellar', 'And the flour is damp']
  for (const text of words) {
    await say(mayas, text)
    await expect(message(mayas, text).locator('[data-state=waiting]')).toBeVisible()
  }
  await context.route('**/messages', route => route.request().method() === 'POST' ? route.abort() : route.continue())
  await context.setOffline(false)
  await mayas.reload()
  for (const text of words) await expect(message(mayas, text).locator('[data-state=waiting], [data-state=sending]')).toBeVisible()
  await expect(message(sams, 'Sent from the cellar')).toBeHidden()
  await context.unroute('**/messages')
  for (const text of words) await expect(message(mayas, text).locator('[data-state=sent], [data-state=read]')).toBeVisible()
  await expect(timeline(sams).locator('article')).toContainText(words)
  await expect(mayas.locator('[data-connection=offline]')).toBeHidden()
})
