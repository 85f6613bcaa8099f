import { it } from 'vitest'
import { openAccountDomain } from './account-domain.ts'
import { openDomain } from './domain.ts'
import { createHarbor, createShopFront } from './harbor.ts'
import { createWorld } from './server-world.ts'
import type { ServerOptions } from './test-server.ts'
import { startServer } from './test-server.ts'
import { createDatabase } from './test-database.ts'

// A test names the fixtures that it uses, and only those are created. A fixture of the file is
// created by its first user, shared by all tests of the file, and removed after the last one.
// Use one `it` per file: each `extend` has fixtures of its own.

const databaseTest = it
  /** A migrated, empty database for the file. The fixture that opens it also removes it. */
  .extend('database', { scope: 'file' }, () => createDatabase())

/** `it` with the domain in this process, which every test of the file needs. */
export const domainTest = databaseTest
  .extend('domain', { scope: 'file', auto: true }, async ({ database }, { onCleanup }) => {
    const domain = await openDomain(database)
    onCleanup(domain.close)
    return domain
  })

/** `it` with the domain and the people of the studio Harbor, who are the same in all tests of the file. */
export const harborTest = domainTest
  .extend('harbor', { scope: 'file' }, ({ domain }) => createHarbor(domain))

/** `it` with the group "Shop front" of Lena, Maya and Sam, a new one in each test. */
export const groupTest = harborTest
  .extend('conversationId', createShopFront)

/** `it` with the domain, its job queue and its mails. A file adds the Harbor that it needs. */
export const accountTest = databaseTest
  .extend('domain', { scope: 'file', auto: true }, async ({ database }, { onCleanup }) => {
    const domain = await openAccountDomain(database)
    onCleanup(domain.close)
    return domain
  })

/** `it` with the built server as a process of its own, and the people on it. A file may override `serverOptions`. */
export const serverTest = it
  .extend('serverOptions', { scope: 'file' }, (): ServerOptions => ({}))
  .extend('server', { scope: 'file' }, async ({ serverOptions }, { onCleanup }) => {
    const server = await startServer(serverOptions)
    onCleanup(server.dispose)
    return server
  })
  .extend('world', { scope: 'file' }, ({ server }) => createWorld(server))
