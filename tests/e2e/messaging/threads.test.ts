import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../../helpers/browser-test.ts'
import { createTalk, enter, expectAccessible, message, row, say } from './talk.ts'

const pane = (page: Page): Locator => page.locator('[data-thread-pane]')
const main = (page: Page): Locator => page.getByRole('log', { name: 'Messages' })
const inMain = (page: Page, text: string): Locator => main(page).locator('article', { hasText: text })
const inPane = (page: Page, text: string): Locator => pane(page).getByRole('log').locator('article', { hasText: text })

async function choose(article: Locator, action: string): Promise<void> {
  await article.hover()
  await article.getByRole('button', { name: 'More actions' }).click()
  await article.page().getByRole('menuitem', { name: action }).click()
}

async function reply(page: Page, text: string): Promise<void> {
  await pane(page).locator('textarea').fill(text)
  await pane(page).locator('textarea').press('Enter')
}

test('[R-072] [R-073] [R-074] [R-075] two people talk in a thread beside the conversation, live', async ({ server, openVisitor }) => {
  const { maya, sam, direct, group } = await createTalk(server)
  const { page: mayas, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${group}`)
  await say(mayas, 'Which flour for Sunday?')
  await choose(message(sams, 'Which flour for Sunday?'), 'Reply in a thread')
  await expect(sams).toHaveURL(/\/t\//)
  await reply(sams, 'Rye, as always')

  const line = inMain(mayas, 'Which flour for Sunday?').locator('[data-thread]')
  await expect(line).toContainText('1 reply')
  await expect(line.locator('[data-unread]')).toHaveText(/^1/)
  await expect(mayas).not.toHaveTitle(/^\(/)
  await expect(mayas.locator('[data-threads] [data-unread]')).toHaveText(/^1/)
  await expect(inMain(mayas, 'Rye, as always')).toHaveCount(0)

  await line.click()
  await expect(inPane(mayas, 'Rye, as always')).toBeVisible()
  const replyId = await inPane(mayas, 'Rye, as always').getAttribute('data-message')
  await expect(line.locator('[data-unread]')).toBeHidden()
  await choose(inPane(mayas, 'Rye, as always'), 'Reply')
  await pane(mayas).getByRole('checkbox').check()
  await reply(mayas, 'Then I take two bags')
  await expect(inPane(sams, 'Then I take two bags').locator('[data-quote]')).toContainText('Rye, as always')
  await expect(inMain(sams, 'Then I take two bags').locator('[data-origin]')).toContainText('Which flour for Sunday?')
  await expectAccessible(mayas)

  await pane(mayas).getByRole('button', { name: 'Following' }).click()
  await expect(pane(mayas).getByRole('button', { name: 'Follow' })).toBeVisible()
  await expect(mayas.locator('[data-threads]')).toBeHidden()
  await mayas.keyboard.press('Escape')
  await expect(pane(mayas)).toBeHidden()
  await row(sams, direct).click()
  await sams.goto(`/c/${group}/t/${replyId}`)
  await expect(sams).toHaveURL(new RegExp(`message=${replyId}`))
  await expect(pane(sams).locator('article.marked')).toContainText('Rye, as always')
  await sams.locator('[data-threads]').click()
  await sams.getByRole('main').getByRole('link', { name: /Which flour for Sunday/ }).click()
  await expect(inPane(sams, 'Then I take two bags')).toBeVisible()
  expect(complaints).toEqual([])
})

test('[R-072] [E-07] a thread comes with the page, keeps its draft, and takes replies offline', async ({ server, openVisitor }) => {
  const { maya, sam, group, samWrites } = await createTalk(server)
  await samWrites(group, 'The oven is cold')
  const { page: sams } = await enter(openVisitor, sam, `/c/${group}`)
  await choose(message(sams, 'The oven is cold'), 'Reply in a thread')
  await reply(sams, 'Since when?')
  await expect(inPane(sams, 'Since when?').locator('[data-state=sent]')).toBeVisible()
  const path = new URL(sams.url()).pathname

  const { page: mayas, context, complaints } = await enter(openVisitor, maya, path)
  await pane(mayas).locator('textarea').fill('Half an answer')
  await mayas.locator('[data-thread-pane] textarea').blur()
  await expect.poll(() => mayas.evaluate(() => JSON.stringify(localStorage))).toContain('Half an answer')
  await mayas.reload()
  await expect(pane(mayas).locator('textarea')).toHaveValue('Half an answer')
  await expect(mayas.locator('#main header').first()).toBeVisible()
  await context.setOffline(true)
  await expect(mayas.locator('[data-connection=offline]')).toBeVisible()
  await reply(mayas, 'Since the fuse blew')
  await expect(inPane(mayas, 'Since the fuse blew').locator('[data-state=waiting]')).toBeVisible()
  await context.setOffline(false)
  await expect(inPane(sams, 'Since the fuse blew')).toHaveCount(1)
  expect(complaints.filter(text => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])

  const scripts = await context.newPage()
  await scripts.route('**/*.js', route => route.abort())
  await scripts.goto(path)
  await expect(inPane(scripts, 'Since when?')).toBeVisible()
})

test('[E-03] a quote shows whom and what, and leads there', async ({ server, openVisitor }) => {
  const { maya, sam, group, samWrites } = await createTalk(server)
  await samWrites(group, 'The sourdough is called Hermann', ...Array.from({ length: 70 }, (_, index) => `Crumb ${index + 1}.`))
  const { page: mayas } = await enter(openVisitor, maya, `/c/${group}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${group}`)
  await choose(message(mayas, 'called Hermann'), 'Quote')
  await expect(mayas.locator('[data-composer-reference]')).toContainText('called Hermann')
  await mayas.keyboard.press('Escape')
  await expect(mayas.locator('[data-composer-reference]')).toBeHidden()
  await choose(message(mayas, 'called Hermann'), 'Quote')
  await say(mayas, 'Who named him?')
  const quote = message(sams, 'Who named him?').locator('[data-quote]')
  await expect(quote).toContainText('Sam Berger')
  await quote.click()
  await expect(sams.locator('article.marked')).toContainText('called Hermann')
  await expect(sams.locator('article.marked')).toBeInViewport()
})

test('[E-03] [T-10] a forwarded copy names its source only to those who may see it', async ({ server, openVisitor }) => {
  const { maya, sam, lena, direct, group } = await createTalk(server)
  const { page: mayas } = await enter(openVisitor, maya, `/c/${direct}`)
  await say(mayas, 'We close at noon on Friday')
  await expect(message(mayas, 'We close at noon').locator('[data-state=sent]')).toBeVisible()
  await choose(message(mayas, 'We close at noon'), 'Forward')
  const dialog = mayas.getByRole('dialog')
  await dialog.getByRole('searchbox').fill('bread')
  await dialog.getByRole('checkbox', { name: 'Bread and butter' }).check()
  await expectAccessible(mayas)
  await dialog.getByRole('button', { name: 'Forward' }).click()
  await expect(dialog).toBeHidden()

  const { page: sams } = await enter(openVisitor, sam, `/c/${group}`)
  const { page: lenas } = await enter(openVisitor, lena, `/c/${group}`)
  await expect(message(sams, 'We close at noon').locator('[data-forwarded]')).toHaveText('Forwarded from Maya Okafor')
  await expect(message(lenas, 'We close at noon').locator('[data-forwarded]')).toHaveText('Forwarded')
})
