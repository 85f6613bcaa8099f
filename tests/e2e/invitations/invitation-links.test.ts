import type { Page } from '@playwright/test'
import type { Invitation } from '#shared/types.ts'
import { expect, test } from '../../helpers/browser-test.ts'
import { createWorld } from '../../helpers/server-world.ts'
import type { TestServer } from '../../helpers/test-server.ts'
import { enter, expectAccessible, visit } from '../../helpers/talk.ts'

async function createLink(server: TestServer) {
  const world = await createWorld(server)
  const client = await world.lena.signIn()
  const { data } = await client.post<Invitation>(`/api/v1/projects/${world.project}/invitations`, { projectRole: 'client' })
  const [, token = ''] = data.path?.split('#') ?? []
  expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  return { ...world, client, token }
}

/** The parts of each request that a server or proxy may log. */
function recordRequests(page: Page): string[] {
  const seen: string[] = []
  page.on('request', request => void seen.push(`${request.url()} ${request.headers().referer ?? ''}`))
  return seen
}

test('[S-39] [S-8] the token of an invitation is in no requested URL, also during sign-in and joining', async ({ server, openVisitor }) => {
  const { token, otto, project } = await createLink(server)
  const { page, complaints } = await openVisitor()
  const requests = recordRequests(page)
  await page.goto(`/invite#${token}`)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.waitForURL(url => url.pathname === '/login' && url.searchParams.get('next') === '/invite')
  await page.reload()
  await page.getByLabel('E-mail address').fill(otto.email)
  await page.getByLabel('Password', { exact: true }).fill(otto.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(url => url.pathname === '/invite')
  await page.getByRole('button', { name: 'Use another account' }).click()
  await page.waitForURL(url => url.pathname === '/login')
  await page.getByLabel('E-mail address').fill(otto.email)
  await page.getByLabel('Password', { exact: true }).fill(otto.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL(url => url.pathname === `/p/${project}`)
  expect(requests.length).toBeGreaterThan(10)
  expect(requests.filter(line => line.includes(token.slice(-20)))).toEqual([])
  expect(server.log()).not.toContain(token.slice(-20))
  expect(await page.evaluate(() => sessionStorage.getItem('parley-invitation'))).toBeNull()
  expect(complaints).toEqual([])
})

test('[S-8] an older link still opens, and its token is removed from the path', async ({ server, openVisitor }) => {
  const { token } = await createLink(server)
  const { page, complaints } = await openVisitor()
  const requests = recordRequests(page)
  await page.goto(`/invite/${token}`)
  await expect(page.getByText('Lena Costa invites you to the project')).toBeVisible()
  await page.waitForURL(url => url.pathname === '/invite' && url.hash === `#${token}`)
  await page.reload()
  await expect(page.getByText('Lena Costa invites you to the project')).toBeVisible()
  // Only the opened link itself contains it, no later request.
  expect(requests.filter(line => line.includes(token))).toEqual([`${server.url}/invite/${token} `])
  expect(complaints).toEqual([])
})

test('[R-043] a link without a token shows an error, and a failed load can be retried', async ({ server, openVisitor }) => {
  const { token } = await createLink(server)
  const { page } = await openVisitor()
  await page.goto('/invite')
  await expect(page.getByText('This link contains no invitation.')).toBeVisible()
  await expectAccessible(page)
  await page.route('**/api/v1/invitations/read', route => route.abort(), { times: 1 })
  await page.evaluate(hash => void (location.hash = hash), token)
  await expect(page.getByText('The server cannot be reached.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Lena Costa invites you to the project')).toBeVisible()
})

test('[R-043] without JavaScript the invitation page says that it needs it', async ({ openVisitor }) => {
  const { page } = await openVisitor({ javaScriptEnabled: false })
  await page.goto('/invite#token')
  // Playwright does not search for text in <noscript>.
  const sentence = page.locator('noscript')
  await expect(sentence).toBeVisible()
  expect(await sentence.innerText()).toBe('JavaScript is required to open the invitation.')
})

test('[R-043] the invitation page does not shift when the invitation is loaded', async ({ server, openVisitor }) => {
  const { token } = await createLink(server)
  const { page } = await openVisitor()
  await page.addInitScript(() => {
    const shifts = Object.assign(window, { shifted: 0 })
    new PerformanceObserver(list => list.getEntries().forEach(entry => shifts.shifted += (entry as PerformanceEntry & { value: number }).value))
      .observe({ type: 'layout-shift', buffered: true })
  })
  const answer = Promise.withResolvers<undefined>()
  await page.route('**/api/v1/invitations/read', async (route) => {
    await answer.promise
    await route.continue()
  })
  await visit(page, `/invite#${token}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invitation')
  await expectAccessible(page)
  answer.resolve(undefined)
  await expect(page.getByRole('button', { name: 'Create account and join' })).toBeVisible()
  expect(await page.evaluate(() => (window as Window & { shifted?: number }).shifted)).toBeLessThan(0.05)
})

test('[S-50] a removed member learns why an older link no longer works', async ({ server, openVisitor }) => {
  const { token, client, maya, project } = await createLink(server)
  await client.delete(`/api/v1/projects/${project}/members/${maya.id}`)
  const { page } = await enter(openVisitor, maya, `/invite#${token}`)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByText('You left or were removed after this invitation was created. Ask for a new one.')).toBeVisible()
  await expectAccessible(page)
})
