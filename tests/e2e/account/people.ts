import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashSync } from 'bcryptjs'
import { v7 as uuidv7 } from 'uuid'
import type { Page } from '@playwright/test'
import type { TestServer } from '../../helpers/test-server.ts'
import { until } from '../../helpers/until.ts'

export const PASSWORD = 'a harbour at dawn'
// The cheapest hash: signing in replaces it.
const PASSWORD_HASH = hashSync(PASSWORD, 4)

export interface Person {
  id: string
  name: string
  email: string
}

/** Maya as a person of this test's own: the servers are shared, the addresses are not. */
export async function createMaya(server: TestServer): Promise<Person> {
  const id = uuidv7()
  const person = { id, name: 'Maya Okafor', email: `maya.${id}@example.com` }
  await server.database.query(
    'INSERT INTO users (id, email, name, password_hash, email_verified_at, updated_at) VALUES ($1, $2, $3, $4, now(), now())',
    [id, person.email, person.name, PASSWORD_HASH])
  return person
}

/** Fills the sign-in form and sends it. */
export async function fillSignIn(page: Page, { email, password = PASSWORD }: { email: string, password?: string }): Promise<void> {
  await page.locator('[name=email]').fill(email)
  await page.locator('[name=password]').fill(password)
  await page.locator('form button[type=submit]').click()
}

/** Signs in through the screen and arrives at a page. */
export async function enter(page: Page, person: Person, path: string): Promise<void> {
  await page.goto(`/login?next=${path}`)
  await fillSignIn(page, person)
  // By its path: the sign-in page names the same one in its query.
  await page.waitForURL(url => url.pathname === path)
}

/** The link of the latest mail to an address, as a path of the app. */
export function linkMailedTo(server: TestServer, address: string): Promise<string> {
  return until(async () => {
    const directory = join(server.dataDir, 'mail')
    const names = (await readdir(directory).catch(() => [] as string[])).sort()
    const mails = await Promise.all(names.map(name => readFile(join(directory, name), 'utf8')))
    const mail = mails.findLast(text => text.includes(address))
    return mail?.replaceAll('=\r\n', '').replaceAll('=3D', '=').match(/\/(?:verify|reset)#token=[\w-]{43}/)?.[0]
  }, { within: 30_000, what: `a mail to ${address}` })
}
