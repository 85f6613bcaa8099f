import { v7 as uuidv7 } from 'uuid'
import type { Invitation } from '#shared/types.ts'
import { expect, test } from '../../helpers/browser-test.ts'
import { composer, createTalk, enter, expectAccessible, message } from '../../helpers/talk.ts'

test('[R-043] on a phone an invitation link leads through sign-up to the conversation', async ({ server, openVisitor }) => {
  const { sam, lena, group } = await createTalk(server)
  await (await sam.signIn()).patch(`/api/v1/conversations/${group}/participants/${lena.id}`, { role: 'admin' })
  const { data } = await (await lena.signIn()).post<Invitation>(`/api/v1/conversations/${group}/invitations`, { projectRole: 'client' })
  const { page, complaints } = await openVisitor()
  await page.goto(data.path ?? '')
  await expect(page.getByText('Lena Costa invites you to “Bread and butter”')).toBeVisible()
  await expectAccessible(page)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(overflow).toBe(0)
  const button = page.getByRole('button', { name: 'Create account and join' })
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await page.getByLabel('Your name').fill('Nora Vale')
  await page.getByLabel('E-mail address').fill(`nora-${uuidv7()}@bakery.example`)
  await page.getByLabel('Password', { exact: true }).fill('a harbour at dawn')
  await button.tap()
  await page.waitForURL(url => url.pathname === `/c/${group}`)
  await composer(page).fill('Good to be here')
  await page.locator('form button[type=submit]').tap()
  await expect(message(page, 'Good to be here')).toBeVisible()
  const { page: sams } = await enter(openVisitor, sam, `/c/${group}`)
  await expect(message(sams, 'Good to be here')).toBeVisible()
  expect(complaints).toEqual([])
})
