import { v7 as uuidv7 } from 'uuid'
import { expect, test } from '../../helpers/browser-test.ts'
import type { TestServer } from '../../helpers/test-server.ts'
import { composer, createTalk, enter, expectAccessible, message } from '../../helpers/talk.ts'

/** A group of Sam's in which Maya, a member, has written, and can write until Sam decides otherwise. */
async function createGroup(server: TestServer) {
  const talk = await createTalk(server)
  const owner = await talk.sam.signIn()
  const member = await talk.maya.signIn()
  await member.post(`/api/v1/conversations/${talk.group}/messages`, { id: uuidv7(), body: 'Fresh bread at seven' })
  const restrict = (whoPosts: string) => owner.patch(`/api/v1/conversations/${talk.group}/settings`, { whoPosts })
  return { ...talk, restrict }
}

test('[S-54] [R-045] where only admins write, a member is offered neither editing nor a way back', async ({ server, openVisitor }) => {
  const { maya, group, restrict } = await createGroup(server)
  const { page, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  await expect(message(page, 'Fresh bread at seven')).toBeVisible()
  await restrict('admins')
  await expect(page.locator('[data-posting-notice]')).toBeVisible()
  const bread = message(page, 'Fresh bread at seven')
  await bread.hover()
  await bread.locator('[data-more]').click()
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem', { name: 'Delete' })).toBeVisible()
  await expect(menu.getByRole('menuitem', { name: 'Edit', exact: true })).toHaveCount(0)
  await menu.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('region').getByText('Message deleted')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  expect(complaints).toEqual([])
})

test('[S-54] an edit that is refused says why, and its text stays in reach', async ({ server, openVisitor }) => {
  const { maya, group, restrict } = await createGroup(server)
  const { page } = await enter(openVisitor, maya, `/c/${group}`)
  await expect(message(page, 'Fresh bread at seven')).toBeVisible()
  await composer(page).press('ArrowUp')
  await composer(page).fill('Fresh bread at eight, <@all>')
  await restrict('admins')
  await expect(page.locator('[data-editing]')).toBeVisible()
  await composer(page).press('Enter')
  await expect(page.locator('[data-editing]').getByRole('alert')).toHaveText('Only admins and owners can write in this group.')
  await expect(composer(page)).toHaveValue('Fresh bread at eight, <@all>')
  await expect(message(page, 'Fresh bread at seven')).toBeVisible()
  await expectAccessible(page)
  await page.locator('[data-editing]').getByRole('button', { name: 'Cancel' }).click()
  await expect(page.locator('[data-posting-notice]')).toBeVisible()
  await expect(composer(page)).toHaveCount(0)
})
