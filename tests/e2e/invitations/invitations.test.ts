import type { Page } from '@playwright/test'
import { v7 as uuidv7 } from 'uuid'
import type { Conversation, Invitation } from '#shared/types.ts'
import { expect, test } from '../../helpers/browser-test.ts'
import { mailOf } from '../../helpers/http-people.ts'
import type { TestServer } from '../../helpers/test-server.ts'
import { createWorld } from '../../helpers/server-world.ts'
import { composer, createTalk, enter, expectAccessible, message, say } from '../../helpers/talk.ts'

const PASSWORD = 'a harbour at dawn'

async function invitationMailedTo(server: TestServer, address: string): Promise<string> {
  const { text } = await mailOf(server, address, /^Invitation to Parley from “Lena Costa”$/)
  return /\/invite#\S+/.exec(text)?.[0] ?? 'no link'
}

async function signUp(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account and join' }).click()
}

test('[R-043] [R-038] a person from outside is invited by e-mail, signs up and writes in the group', async ({ server, openVisitor }) => {
  const { sam, lena, group } = await createTalk(server)
  const samsClient = await sam.signIn()
  await samsClient.patch(`/api/v1/conversations/${group}/participants/${lena.id}`, { role: 'admin' })
  const { page: lenas, complaints } = await enter(openVisitor, lena, `/c/${group}`)
  await lenas.getByRole('button', { name: 'Details', exact: true }).click()
  await lenas.getByRole('button', { name: 'Invite by link or e-mail' }).click()
  const dialog = lenas.getByRole('dialog', { name: 'Invite people' })
  await dialog.getByRole('radio', { name: 'E-mail' }).check({ force: true })
  const address = `nora-${uuidv7()}@bakery.example`
  await dialog.getByLabel('E-mail address').fill(address)
  await dialog.getByLabel('Who can join').selectOption('Anyone, as a client')
  await expectAccessible(lenas)
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  await expect(dialog.locator('[data-invitations]')).toContainText(address)
  await expectAccessible(lenas)
  await dialog.getByRole('button', { name: 'Close' }).click()

  const { page: noras, complaints: norasComplaints } = await openVisitor()
  await noras.goto(await invitationMailedTo(server, address))
  await expect(noras.getByText('Lena Costa invites you to “Bread and butter” in the project “Maya\'s bakery”.')).toBeVisible()
  await expect(noras.getByLabel('E-mail address')).toHaveValue(address)
  await expectAccessible(noras)
  await signUp(noras, 'Nora Vale')
  await noras.waitForURL(url => url.pathname === `/c/${group}`)
  await expect(composer(noras)).toBeVisible()
  await say(noras, 'Good to be here')
  await expect(message(lenas, 'Good to be here')).toBeVisible()
  await expect(lenas.getByRole('complementary', { name: 'Details' }).getByText('Nora Vale')).toBeVisible()
  expect([...complaints, ...norasComplaints]).toEqual([])
})

test('[R-043] a project link lets a new person and a signed-in user join', async ({ server, openVisitor }) => {
  const { lena, otto, project } = await createWorld(server)
  const { page: lenas } = await enter(openVisitor, lena, `/p/${project}`)
  await lenas.getByRole('button', { name: 'Invite by link or e-mail' }).click()
  const dialog = lenas.getByRole('dialog', { name: 'Invite people' })
  await dialog.getByRole('button', { name: 'Create link' }).click()
  await expect(dialog.locator('[data-invitations]')).toContainText('0 of 50 joined')
  await expect(dialog.getByRole('button', { name: 'Copy link' })).toBeVisible()
  const client = await lena.signIn()
  const [invitation] = (await client.get<Invitation[]>(`/api/v1/projects/${project}/invitations`)).data
  const path = invitation?.path ?? ''

  const { page: newcomers } = await openVisitor()
  await newcomers.goto(path)
  await newcomers.getByLabel('E-mail address').fill(`nils-${uuidv7()}@bakery.example`)
  await signUp(newcomers, 'Nils Vale')
  await newcomers.waitForURL(url => url.pathname === `/p/${project}`)
  await expect(newcomers.getByRole('heading', { level: 1 })).toHaveText('Maya\'s bakery')

  const { page: ottos } = await enter(openVisitor, otto, path)
  await expect(ottos.getByText('You are signed in as Otto Lind')).toBeVisible()
  await expectAccessible(ottos)
  await ottos.getByRole('button', { name: 'Join' }).click()
  await ottos.waitForURL(url => url.pathname === `/p/${project}`)
  await expect(ottos.getByRole('heading', { level: 1 })).toHaveText('Maya\'s bakery')
})

test('[R-043] an invalid invitation says why, and one for another address offers to switch accounts', async ({ server, openVisitor }) => {
  const { lena, otto, project } = await createWorld(server)
  const client = await lena.signIn()
  const make = async (body: object) => (await client.post<Invitation>(`/api/v1/projects/${project}/invitations`, { projectRole: 'client', ...body })).data
  const { page } = await openVisitor()
  await page.goto('/invite#nonsense')
  await expect(page.getByText('This invitation link is not valid.')).toBeVisible()
  await expectAccessible(page)
  const revoked = await make({})
  await client.delete(`/api/v1/invitations/${revoked.id}`)
  await page.goto(revoked.path ?? '')
  await expect(page.getByText('This invitation was revoked.')).toBeVisible()

  const inside = (await client.post<Conversation>('/api/v1/conversations', { type: 'group', id: uuidv7(), projectId: project, title: 'Ovens', userIds: [] })).data
  const members = (await client.post<Invitation>(`/api/v1/conversations/${inside.id}/invitations`, {})).data
  await page.goto(members.path ?? '')
  await expect(page.getByText('This invitation is for members of the project')).toBeVisible()
  await expect(page.getByLabel('Password', { exact: true })).toHaveCount(0)
  await expectAccessible(page)

  const address = `nora-${uuidv7()}@bakery.example`
  await make({ email: address })
  const path = await invitationMailedTo(server, address)
  const { page: ottos } = await enter(openVisitor, otto, path)
  await expect(ottos.getByText('This invitation is for another e-mail address.')).toBeVisible()
  await expect(ottos.getByRole('button', { name: 'Join' })).toHaveCount(0)
  await ottos.getByRole('button', { name: 'Use another account' }).click()
  await ottos.waitForURL(url => url.pathname === '/login' && url.searchParams.get('next') === '/invite')
})
