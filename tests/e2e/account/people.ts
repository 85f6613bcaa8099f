import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashSync } from 'bcryptjs'
import { v7 as uuidv7 } from 'uuid'
import type { Page } from '@playwright/test'
import type { TestServer } from '../../helpers/test-server.ts'
import { until } from '../../helpers/until.ts'

export const PASSWORD = 'a harbour at dawn'
// The cheapest hash. Signing in replaces it.
const PASSWORD_HASH = hashSync(PASSWORD, 4)

export interface Person {
  id: string
  name: string
  email: string
}

/** Creates a Maya for one test. Tests share a server, so each needs its own address. */
export async function createMaya(server: TestServer): Promise<Person> {
  const id = uuidv7()
  const person = { id, name: 'Maya Okafor', email: `maya.${id}@example.com` }
  await server.database.query(
    'INSERT INTO users (id, email, name, password_hash, email_verified_at, updated_at) VALUES ($1, $2, $3, $4, now(), now())',
    [id, person.email, person.name, PASSWORD_HASH])
  return person
}

/** Fills in the sign-in form and submits it. */
export async function fillSignIn(page: Page, { email, password = PASSWORD }: { email: string, password?: string }): Promise<void> {
  await page.locator('[name=email]').fill(email)
  await page.locator('[name=password]').fill(password)
  await page.locator('form button[type=submit]').click()
}

/** Signs in through the form and waits for a page. */
export async function enter(page: Page, person: Person, path: string): Promise<void> {
  await page.goto(`/login?next=${path}`)
  await fillSignIn(page, person)
  // Compares the path, because the query of the sign-in page contains it, too.
  await page.waitForURL(url => url.pathname === path)
}

/** The link in the latest e-mail to an address, as a path of the app. */
export function linkMailedTo(server: TestServer, address: string): Promise<string> {
  return until(async () => {
    const directory = join(server.dataDir, 'mail')
    const names = (await readdir(directory).catch(() => [] as string[])).sort()
    const mails = await Promise.all(names.map(name => readFile(join(directory, name), 'utf8')))
    const mail = mails.findLast(text => text.includes(address))
    return mail?.replaceAll('=\r\n', '').replaceAll('=3D', '=').match(/\/(?:verify|reset)#token=[\w-]{43}/)?.[0]
  }, { within: 30_000, what: `a mail to ${address}` })
}
