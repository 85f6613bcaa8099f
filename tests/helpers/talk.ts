import type { BrowserContext, BrowserContextOptions, Locator, Page } from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { v7 as uuidv7 } from 'uuid'
import type { Conversation } from '#shared/types.ts'
import { expect, type Visitor } from './browser-test.ts'
import { nextFrames } from './next-frames.ts'
import { createWorld, type Person } from './server-world.ts'
import type { TestClient } from './test-client.ts'
import type { TestServer } from './test-server.ts'

/** Maya, a client, and Sam, of her team, with a direct conversation and a group between them. */
export interface Talk {
  maya: Person
  sam: Person
  lena: Person
  direct: string
  group: string
  project: string
  /** Sends messages as Sam, one after the other. */
  samWrites: (conversationId: string, ...bodies: string[]) => Promise<void>
}

/** Creates people and conversations of this test's own on the worker's server. */
export async function createTalk(server: TestServer): Promise<Talk> {
  const { maya, sam, lena, project } = await createWorld(server)
  const client = await sam.signIn()
  const direct = await create(client, { type: 'direct', userId: maya.id })
  const group = await create(client, { type: 'group', id: uuidv7(), projectId: project, title: 'Bread and butter', userIds: [maya.id, lena.id] })
  return {
    maya,
    sam,
    lena,
    direct,
    group,
    project,
    samWrites: async (conversationId, ...bodies) => {
      for (const body of bodies) {
        const { status, text } = await client.post(`/api/v1/conversations/${conversationId}/messages`, { id: uuidv7(), body })
        expect(status, text).toBe(201)
      }
    },
  }
}

async function create(client: TestClient, body: object): Promise<string> {
  const answer = await client.post<Conversation>('/api/v1/conversations', body)
  expect(answer.error).toBeUndefined()
  return answer.data.id
}

export type OpenVisitor = (options?: BrowserContextOptions) => Promise<Visitor>

/** Signs a person in and opens a page of theirs, which is alive. */
export async function enter(openVisitor: OpenVisitor, person: Person, path: string, options?: BrowserContextOptions): Promise<Visitor> {
  const visitor = await openVisitor(options)
  const { context, page } = visitor
  await signIn(context, person)
  await visit(page, path)
  return visitor
}

/** Opens a page that answers to keys and presses itself: what is typed into one that only came from the server is not sent. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.waitForFunction(() => (window as { useNuxtApp?: () => { isHydrating: boolean } }).useNuxtApp?.().isHydrating === false)
}

/** Signs a person in without the form. */
export async function signIn({ request }: BrowserContext, { email, password }: Person): Promise<void> {
  const answer = await request.post('/api/auth/login', { data: { email, password } })
  expect(answer.status()).toBe(200)
}

export const composer = (page: Page): Locator => page.locator('form textarea')
export const timeline = (page: Page): Locator => page.getByRole('log')
export const row = (page: Page, conversationId: string): Locator => page.locator(`a[data-conversation="${conversationId}"]`)
export const message = (page: Page, text: string): Locator => timeline(page).locator('article', { hasText: text })
/** The message that a link led to; it is highlighted for a moment. */
export const marked = (page: Page, text: string): Locator => page.locator('article.marked', { hasText: text })

/**
 * Opens the menu of a message by finger: the first touch shows its button, the second presses it.
 * Touches again, as people do, where a busy browser took the first one for a finger that rests.
 */
export async function tapMenu(page: Page, text: string): Promise<void> {
  const touched = message(page, text)
  const menu = page.getByRole('menu')
  await expect(async () => {
    if (!await menu.isVisible()) {
      await touched.tap({ timeout: 2_000 })
      await touched.locator('[data-more]').tap({ timeout: 2_000 })
    }
    await expect(menu).toBeVisible({ timeout: 2_000 })
  }).toPass()
}

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** Zero violations of axe's rules on the page, once `shown` is there: a dialog that is still fading in has no contrast yet. */
export async function expectAccessible(page: Page, shown?: Locator): Promise<void> {
  if (shown) await expect(shown).toBeVisible()
  await nextFrames(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target).join(', ')}`)).toEqual([])
}
