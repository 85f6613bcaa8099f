import type { Response } from '@playwright/test'
import { expect, test } from '../../helpers/browser-test.ts'
import { createWorld } from '../../helpers/server-world.ts'
import { createTalk, enter, message, row, signIn } from '../../helpers/talk.ts'

/** A text of the layer that is in every script with its texts. */
const ADMIN_TEXT = 'Current figures of this installation.'

test('[R-116] [R-117] an administrator sees the overview and finds a conversation', async ({ server, openVisitor }) => {
  const { samWrites, group } = await createTalk(server)
  await samWrites(group, 'Good morning')
  const { ada } = await createWorld(server)
  const { page, complaints } = await enter(openVisitor, ada, '/admin')
  await expect(page.getByText(ADMIN_TEXT)).toBeVisible()
  await page.getByText('Show as table').click()
  await expect(page.getByRole('columnheader', { name: 'Messages' })).toBeVisible()
  await page.getByRole('link', { name: 'Conversations' }).click()
  await page.getByLabel('Title or person').fill('Bread and butter')
  await expect(page.getByRole('row', { name: /Bread and butter/ }).first()).toBeVisible()
  expect(complaints).toEqual([])
})

test('[S-48] the overview warns an administrator about an untrusted proxy and names the setting', async ({ server, openVisitor }) => {
  const { ada } = await createWorld(server)
  // The trusted proxy got the request from another proxy with an internal address, which is not trusted.
  await fetch(`${server.url}/api/health`, { headers: { 'X-Forwarded-For': '198.51.100.1, 10.9.9.9' } })
  const { page, complaints } = await enter(openVisitor, ada, '/admin')
  await expect(page.getByRole('status').filter({ hasText: 'add it to TRUSTED_PROXIES (TRUSTED_PROXIES=10.9.9.9)' })).toBeVisible()
  expect(complaints).toEqual([])
})

test('[R-126] members load no script of the admin layer, administrators do', async ({ server, openVisitor }) => {
  const { maya, group, samWrites } = await createTalk(server)
  const { ada } = await createWorld(server)
  await samWrites(group, 'Good morning')
  const [ofMember, ofAdmin] = await Promise.all([maya, ada].map(async (person) => {
    const { page, context } = await openVisitor()
    const scripts: Response[] = []
    page.on('response', response => response.url().endsWith('.js') && scripts.push(response))
    await signIn(context, person)
    await page.goto(person === ada ? '/admin' : `/c/${group}`)
    await page.waitForLoadState('networkidle')
    if (person === maya) {
      await expect(message(page, 'Good morning')).toBeVisible()
      await expect(row(page, group)).toBeVisible()
    }
    return (await Promise.all(scripts.map(script => script.text()))).join('\n')
  }))
  expect(ofAdmin).toContain(ADMIN_TEXT)
  expect(ofMember).not.toBe('')
  expect(ofMember).not.toContain(ADMIN_TEXT)
})
