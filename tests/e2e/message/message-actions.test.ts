import type { Page } from '@playwright/test'
import type { Message } from '#shared/types.ts'
import { expect, test } from '../../helpers/browser-test.ts'
import type { Person } from '../../helpers/server-world.ts'
import { composer, createTalk, enter, expectAccessible, marked, message, row, say, signIn, timeline, visit } from '../../helpers/talk.ts'

/** Opens the menu of a message by its one button. */
async function openMenu(page: Page, text: string): Promise<void> {
  await message(page, text).hover()
  await message(page, text).locator('[data-more]').click()
  await expect(page.getByRole('menu')).toBeVisible()
}

const choose = async (page: Page, text: string, item: string) => {
  await openMenu(page, text)
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

async function idOf(page: Page, text: string): Promise<string> {
  return await message(page, text).getAttribute('data-message') ?? ''
}

/** Edits a message from another device of its author's. */
async function editElsewhere(person: Person, id: string, body: string): Promise<void> {
  const client = await person.signIn()
  const { data } = await client.get<Message>(`/api/v1/messages/${id}`)
  const answer = await client.patch(`/api/v1/messages/${id}`, { version: data.version, body })
  expect(answer.error).toBeUndefined()
}

test('[R-056] [R-057] an edit reaches the other person, and its history tells what changed', async ({ server, openVisitor }) => {
  const { maya, sam, direct } = await createTalk(server)
  const { page: mayas, complaints } = await enter(openVisitor, maya, `/c/${direct}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${direct}`)
  await say(mayas, 'Two loaves of wheat')
  await expect(message(mayas, 'Two loaves').locator('[data-state=sent], [data-state=read]')).toBeVisible()
  await composer(mayas).press('ArrowUp')
  await expect(composer(mayas)).toHaveValue('Two loaves of wheat')
  await composer(mayas).press('Escape')
  await composer(mayas).fill('Half a thought')
  await choose(mayas, 'Two loaves', 'Edit')
  await expect(composer(mayas)).toBeFocused()
  await composer(mayas).fill('Two loaves of rye')
  await expectAccessible(mayas)
  await composer(mayas).press('Enter')
  await expect(composer(mayas)).toHaveValue('Half a thought')

  await message(sams, 'Two loaves of rye').getByRole('button', { name: 'Edit history' }).click()
  const history = sams.getByRole('dialog')
  await expect(history.locator('ins')).toHaveText('rye')
  await expect(history.locator('del')).toHaveText('wheat')
  await expectAccessible(sams)
  await sams.keyboard.press('Escape')
  await expect(history).toBeHidden()
  expect(complaints).toEqual([])
})

test('[R-059] after a conflict both texts are there to choose from, and what was typed is kept', async ({ server, openVisitor }) => {
  const { maya, direct } = await createTalk(server)
  const { page } = await enter(openVisitor, maya, `/c/${direct}`)
  await say(page, 'Opening at eight')
  await expect(message(page, 'Opening at eight').locator('[data-state=sent]')).toBeVisible()
  const id = await idOf(page, 'Opening at eight')
  await choose(page, 'Opening at eight', 'Edit')
  await editElsewhere(maya, id, 'Opening at nine')
  await composer(page).fill('Opening at seven')
  await composer(page).press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('[data-conflict=mine] ins')).toHaveText('seven')
  await expect(dialog.locator('[data-conflict=theirs]')).toContainText('Opening at nine')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(composer(page)).toHaveValue('Opening at seven')

  await editElsewhere(maya, id, 'Opening at ten')
  await composer(page).press('Enter')
  await dialog.getByRole('button', { name: 'Merge manually' }).click()
  await dialog.getByRole('textbox').fill('Opening at seven, on Sundays at ten')
  await dialog.getByRole('button', { name: 'Save merged text' }).click()
  await expect(message(page, 'Opening at seven, on Sundays at ten').locator('[data-edited]')).toBeVisible()
  await expect(composer(page)).toHaveValue('')
})

test('[R-056] without a connection an edit stays in the composer and says why', async ({ server, openVisitor }) => {
  const { maya, direct } = await createTalk(server)
  const { page, context } = await enter(openVisitor, maya, `/c/${direct}`)
  await say(page, 'Flour is in')
  await expect(message(page, 'Flour is in').locator('[data-state=sent]')).toBeVisible()
  await choose(page, 'Flour is in', 'Edit')
  await composer(page).fill('Flour is out')
  await context.setOffline(true)
  await expect(page.locator('[data-connection=offline]')).toBeVisible()
  await composer(page).press('Enter')
  await expect(page.locator('[data-editing]')).toContainText('You can\'t save edits while offline')
  await expect(composer(page)).toHaveValue('Flour is out')
  await context.setOffline(false)
  await expect(page.locator('[data-connection=offline]')).toBeHidden()
  await composer(page).press('Enter')
  await expect(message(page, 'Flour is out').locator('[data-edited]')).toBeVisible()
})

test('[R-060] a deletion is gone for both at once and can be taken back by key', async ({ server, openVisitor }) => {
  const { maya, sam, direct } = await createTalk(server)
  const { page: mayas } = await enter(openVisitor, maya, `/c/${direct}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${direct}`)
  await say(mayas, 'The oven is on fire')
  await expect(message(sams, 'The oven is on fire')).toBeVisible()
  await choose(mayas, 'The oven is on fire', 'Delete')
  await expect(message(sams, 'This message was deleted.')).toBeVisible()
  await expect(mayas.getByRole('status').filter({ hasText: 'Message deleted' })).toHaveCount(1)
  await expect(mayas.getByRole('button', { name: 'Undo' })).toBeFocused()
  await mayas.keyboard.press('Enter')
  for (const page of [mayas, sams]) await expect(message(page, 'The oven is on fire')).toBeVisible()
  // Last, since the offer ends by itself.
  await choose(mayas, 'The oven is on fire', 'Delete')
  await expect(mayas.getByRole('button', { name: 'Undo' })).toBeVisible()
  await expectAccessible(mayas)
})

test('[R-060] a group admin must confirm the deletion of another author\'s message', async ({ server, openVisitor }) => {
  const { maya, sam, group } = await createTalk(server)
  const { page: mayas } = await enter(openVisitor, maya, `/c/${group}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${group}`)
  await say(mayas, 'Not meant for here')
  await choose(sams, 'Not meant for here', 'Delete')
  await sams.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(message(sams, 'Not meant for here')).toBeVisible()
  await choose(sams, 'Not meant for here', 'Delete')
  await sams.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(message(mayas, 'This message was deleted.')).toBeVisible()
  await say(sams, 'Tidied up')
  await openMenu(mayas, 'Tidied up')
  await expect(mayas.getByRole('menuitem', { name: 'Delete' })).toHaveCount(0)
})

test('[R-067] [R-069] [R-070] two people react, and both see who', async ({ server, openVisitor }) => {
  const { maya, sam, direct, samWrites } = await createTalk(server)
  await samWrites(direct, 'Fresh rolls')
  const { page: mayas, complaints, context } = await enter(openVisitor, maya, `/c/${direct}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${direct}`)
  const chip = (page: Page, emoji: string) => message(page, 'Fresh rolls').locator(`[data-emoji="${emoji}"]`)
  await message(mayas, 'Fresh rolls').hover()
  await message(mayas, 'Fresh rolls').getByRole('button', { name: 'React with 👍' }).click()
  await expect(chip(sams, '👍')).toHaveAttribute('aria-pressed', 'false')
  await expect(chip(sams, '👍')).toHaveAccessibleName('👍 1: Maya Okafor')
  await chip(sams, '👍').click()
  await expect(chip(mayas, '👍')).toHaveText('👍2')
  await expect(chip(mayas, '👍')).toHaveAccessibleName('👍 2: You and Sam Berger')

  await openMenu(mayas, 'Fresh rolls')
  await mayas.getByRole('menuitem', { name: 'Choose a reaction' }).click()
  const picker = mayas.getByRole('dialog')
  await expect(picker.getByRole('button', { name: 'grinning face', exact: true })).toBeVisible()
  await expectAccessible(mayas)
  await context.setOffline(true)
  await picker.getByRole('searchbox').fill('bread')
  await expect(picker.getByRole('button', { name: 'bread', exact: true })).toBeVisible()
  await context.setOffline(false)
  await picker.getByRole('searchbox').press('Enter')
  await expect(chip(sams, '🍞')).toBeVisible()
  await chip(mayas, '👍').click()
  await expect(chip(sams, '👍')).toHaveText('👍1')
  await expectAccessible(mayas)
  expect(complaints.filter(text => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
})

test('[R-071] [T-27] the sixth reaction in a minute is taken back, in words', async ({ server, openVisitor }) => {
  const { maya, direct, samWrites } = await createTalk(server)
  await samWrites(direct, ...['One', 'Two', 'Three', 'Four', 'Five', 'Six'].map(word => `Loaf ${word}`))
  const { page } = await enter(openVisitor, maya, `/c/${direct}`)
  const give = async (text: string) => {
    await message(page, text).hover()
    await message(page, text).getByRole('button', { name: 'React with 👍' }).click()
  }
  for (const word of ['One', 'Two', 'Three', 'Four', 'Five']) {
    const answered = page.waitForResponse(response => response.url().endsWith('/reactions'))
    await give(`Loaf ${word}`)
    expect((await answered).status()).toBe(200)
  }
  await give('Loaf Six')
  await expect(page.locator('[data-notice]')).toContainText('You can react five times a minute. Try again in')
  await expect(message(page, 'Loaf Six').locator('[data-emoji]')).toHaveCount(0)
  await expect(message(page, 'Loaf Five').locator('[data-emoji]')).toHaveCount(1)
})

test('[E-03] a link leads to its message and marks it; one that is not theirs says so', async ({ server, openVisitor }) => {
  const { maya, sam, direct, group, samWrites } = await createTalk(server)
  await samWrites(direct, ...Array.from({ length: 120 }, (_, index) => `Loaf ${index + 1}.`))
  const { page: sams, context } = await enter(openVisitor, sam, `/c/${direct}`)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await choose(sams, 'Loaf 120.', 'Copy text')
  expect(await sams.evaluate(() => navigator.clipboard.readText())).toBe('Loaf 120.')
  const client = await sam.signIn()
  const { data } = await client.get<Message[]>(`/api/v1/conversations/${direct}/messages?around=20&limit=1`)
  const [target] = data
  const link = `/c/${direct}?message=${target?.id}`
  const { page } = await enter(openVisitor, maya, `/c/${group}`)
  await visit(page, link)
  await expect(marked(page, 'Loaf 20.')).toBeInViewport()
  const { context: still, page: firstPaint } = await openVisitor({ javaScriptEnabled: false })
  await signIn(still, maya)
  await firstPaint.goto(link)
  const standsAt = async (shown: Page) => Math.round((await message(shown, 'Loaf 20.').boundingBox())?.y ?? Number.NaN)
  expect(await standsAt(firstPaint), 'the page does not move when it comes alive').toBe(await standsAt(page))
  await choose(page, 'Loaf 20.', 'Copy link')
  await expect(page.locator('[data-notice]')).toContainText('Link copied')
  await page.goto(`/c/${group}?message=${target?.id}`)
  await page.waitForURL(url => url.pathname + url.search === link)
  await expect(message(page, 'Loaf 20.')).toBeInViewport()
  await page.goto(`/c/${group}?message=${group}`)
  await expect(page.getByText('This message doesn\'t exist')).toBeVisible()
})

test('[R-141] the actions of a message by keyboard alone', async ({ server, openVisitor }) => {
  const { maya, direct, group, samWrites } = await createTalk(server)
  await samWrites(direct, 'Psst')
  const { page } = await enter(openVisitor, maya, `/c/${direct}`)
  const more = message(page, 'Psst').locator('[data-more]')
  await more.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(message(page, 'Psst').getByRole('button', { name: 'Reply to Sam Berger in a thread' })).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitemcheckbox').first()).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('ArrowDown')
  await expect(menu.getByRole('menuitem', { name: 'Reply in a thread' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  await expect(more).toBeFocused()
  await expect(row(page, group)).toBeVisible()
  await expect(timeline(page)).toBeVisible()
})
