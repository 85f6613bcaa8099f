import type { Page } from '@playwright/test'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from '../../helpers/browser-test.ts'
import type { TestServer } from '../../helpers/test-server.ts'
import type { Talk } from '../../helpers/talk.ts'
import { composer, createTalk, enter, expectAccessible, message, row, say } from '../../helpers/talk.ts'

/** The path of the thread of a new message by Sam. */
async function threadOf({ sam }: Talk, server: TestServer, conversationId: string, body: string): Promise<string> {
  const id = uuidv7()
  await (await sam.signIn()).post(`/api/v1/conversations/${conversationId}/messages`, { id, body })
  return `/c/${conversationId}/t/${id}`
}

const pane = (page: Page) => page.locator('[data-thread-pane]')
const reply = (page: Page) => pane(page).locator('textarea')

test('[E-09] a scheduled message can be edited and sent at once', async ({ server, openVisitor }) => {
  const { maya, sam, group } = await createTalk(server)
  const { page, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${group}`)
  await composer(page).fill('The sign is ready')
  await page.getByRole('button', { name: 'Send later' }).click()
  await expectAccessible(page, page.getByRole('button', { name: 'Tomorrow morning' }))
  await page.getByRole('button', { name: 'Tomorrow morning' }).click()
  await expect(composer(page)).toHaveValue('')
  const here = page.locator('[data-scheduled-here]')
  await expect(here).toContainText('1 message scheduled')
  await expect(message(page, 'The sign is ready')).toBeHidden()
  await here.getByRole('link', { name: 'Show' }).click()
  const waiting = page.locator('[data-scheduled]')
  await expect(waiting).toContainText('The sign is ready')
  await expectAccessible(page)
  await waiting.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('dialog').getByLabel('Message').fill('The sign is ready, and it shines')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(waiting).toContainText('and it shines')
  await waiting.getByRole('button', { name: 'Send now' }).click()
  await expect(page.getByText('No scheduled messages')).toBeVisible()
  await expect(message(sams, 'The sign is ready, and it shines')).toBeVisible()
  expect(complaints).toEqual([])
})

test('[E-09] a message is scheduled for a chosen time and deleted on all devices', async ({ server, openVisitor }) => {
  const { maya, direct } = await createTalk(server)
  const { page: desk, complaints } = await enter(openVisitor, maya, `/c/${direct}`)
  const { page: other } = await enter(openVisitor, maya, '/scheduled')
  await expect(other.getByText('No scheduled messages')).toBeVisible()
  await composer(desk).fill('Happy birthday!')
  await desk.getByRole('button', { name: 'Send', exact: true }).click({ button: 'right' })
  await desk.getByRole('button', { name: 'Date and time' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel('Date and time').fill('2020-01-01T09:00')
  await dialog.getByRole('button', { name: 'Send later' }).click()
  await expect(dialog).toContainText('at least one minute from now')
  await expect(message(desk, 'Happy birthday!')).toHaveCount(0)
  const [nextWeek = ''] = new Date(Date.now() + 7 * 86_400_000).toISOString().split('T')
  await dialog.getByLabel('Date and time').fill(`${nextWeek}T09:00`)
  await dialog.getByRole('button', { name: 'Send later' }).click()
  await expect(other.locator('[data-scheduled]')).toContainText('Happy birthday!')
  await expect(message(desk, 'Happy birthday!')).toHaveCount(0)
  await desk.locator('[data-scheduled-here]').getByRole('link', { name: 'Show' }).click()
  await desk.locator('[data-scheduled]').getByRole('button', { name: 'Delete' }).click()
  await expect(other.getByText('No scheduled messages')).toBeVisible()
  expect(complaints).toEqual([expect.stringContaining('422')])
})

test('[E-05] a draft begun on one device is continued on another and sent once', async ({ server, openVisitor }) => {
  const { maya, group, direct } = await createTalk(server)
  const { page: desk, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  const { page: phone } = await enter(openVisitor, maya, `/c/${direct}`)
  await composer(desk).fill('The dough needs')
  await expect(row(phone, group)).toContainText('Draft: The dough needs')
  await row(phone, group).click()
  await expect(composer(phone)).toHaveValue('The dough needs')
  await say(phone, 'The dough needs an hour')
  await expect(message(desk, 'The dough needs an hour')).toBeVisible()
  await expect(composer(desk)).toHaveValue('')
  expect(complaints).toEqual([])
})

test('[E-05] [E-09] scheduled messages and drafts are loaded once, however many conversations are opened', async ({ server, openVisitor }) => {
  const { maya, group, direct } = await createTalk(server)
  const { page } = await enter(openVisitor, maya, `/c/${group}`)
  const lists = ['/api/v1/scheduled-messages', '/api/v1/drafts']
  const timesAsked = async () => {
    const paths = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname))
    return lists.map(list => paths.filter(path => path === list).length)
  }
  // A change during the load of a list causes a second load.
  await expect.poll(timesAsked).toEqual([1, 1])
  await composer(page).fill('Good morning')
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.getByRole('button', { name: 'Tomorrow morning' }).click()
  const here = page.locator('[data-scheduled-here]')
  await expect(here).toBeVisible()
  await row(page, direct).click()
  await expect(here).toBeHidden()
  await row(page, group).click()
  await expect(here).toContainText('1 message scheduled')
  expect(await timesAsked()).toEqual([1, 1])
})

test('[E-05] [R-072] a draft in a thread is continued on another device', async ({ server, openVisitor }) => {
  const talk = await createTalk(server)
  const path = await threadOf(talk, server, talk.group, 'Which flour for Sunday?')
  const { page: desk, complaints } = await enter(openVisitor, talk.maya, path)
  const { page: phone } = await enter(openVisitor, talk.maya, path)
  await reply(desk).fill('Rye, as')
  await expect(reply(phone)).toHaveValue('Rye, as')
  await expect(phone.locator('form textarea').first()).toHaveValue('')
  await reply(phone).fill('Rye, as always')
  await reply(phone).press('Enter')
  await expect(pane(desk).locator('article', { hasText: 'Rye, as always' })).toBeVisible()
  await expect(reply(desk)).toHaveValue('')
  expect(complaints).toEqual([])
})

test('[E-09] [R-072] a reply is scheduled in a thread, listed there and in the overview, and sent to the thread', async ({ server, openVisitor }) => {
  const talk = await createTalk(server)
  const path = await threadOf(talk, server, talk.group, 'Which flour for Sunday?')
  const { page, complaints } = await enter(openVisitor, talk.maya, path)
  const { page: sams } = await enter(openVisitor, talk.sam, path)
  await reply(page).fill('Rye, as always')
  await pane(page).getByRole('checkbox').check()
  await pane(page).getByRole('button', { name: 'Send later' }).click()
  await page.getByRole('button', { name: 'Tomorrow morning' }).click()
  await expect(reply(page)).toHaveValue('')
  await expect(pane(page).getByRole('checkbox')).not.toBeChecked()
  await expect(page.locator('[data-scheduled-here]')).toHaveCount(1)
  await expectAccessible(page)
  await pane(page).locator('[data-scheduled-here]').getByRole('link', { name: 'Show' }).click()
  const waiting = page.locator('[data-scheduled]')
  await expect(waiting).toContainText('Reply in a thread')
  await expectAccessible(page)
  await waiting.getByRole('link').click()
  await expect(page).toHaveURL(url => url.pathname === path)
  await page.goBack()
  await waiting.getByRole('button', { name: 'Send now' }).click()
  await expect(page.getByText('No scheduled messages')).toBeVisible()
  for (const place of [pane(sams), sams.getByRole('log', { name: 'Messages' })]) await expect(place.locator('article', { hasText: 'Rye, as always' })).toBeVisible()
  expect(complaints).toEqual([])
})
