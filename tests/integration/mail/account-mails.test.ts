import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { readMails } from '#server/infra/read-mails.ts'
import { serverTest } from '../../helpers/fixtures/server.ts'
import { mailOf, password } from '../../helpers/http-people.ts'
import { TestClient } from '../../helpers/test-client.ts'
import type { TestDatabase } from '../../helpers/test-database.ts'
import { createDatabase } from '../../helpers/test-database.ts'
import type { TestServer } from '../../helpers/test-server.ts'
import { startServer } from '../../helpers/test-server.ts'
import { until } from '../../helpers/until.ts'
import { passPause } from './post-office.ts'

/** The queued mail jobs in the database. */
interface MailRow { state: string, output: unknown, data: { requestId: string, payload: object }, kept: number }

function mailJobs(database: TestDatabase): Promise<MailRow[]> {
  return database.query<MailRow>(
    'SELECT state, output, data, deletion_seconds AS kept FROM jobs.job WHERE name = \'send-account-mail\' ORDER BY created_on')
}

function settled(database: TestDatabase): Promise<MailRow[]> {
  return until(async () => {
    const jobs = await mailJobs(database)
    return jobs.every(({ state }) => state === 'completed') && jobs
  }, { what: 'all mails' })
}

const mailsOf = (server: TestServer) => readMails(join(server.dataDir, 'mail'), 500)

const it = serverTest
  .extend('database', { scope: 'file' }, () => createDatabase())
  /** Two nodes on one database. */
  .extend('nodes', { scope: 'file' }, async ({ database }, { onCleanup }) => {
    const nodes = await Promise.all([1, 2].map(() => startServer({ database })))
    onCleanup(async () => {
      await Promise.all(nodes.map(node => node.dispose()))
      await database.drop()
    })
    return nodes
  })

describe('account mails', () => {
  it('[T-25] [R-001] that failed before the server was killed are sent once after the restart', async ({ server }) => {
    // A file in place of the mail folder makes every attempt fail.
    const folder = join(server.dataDir, 'mail')
    await writeFile(folder, '')
    const answer = await new TestClient(server, { address: '198.51.100.21' })
      .post('/api/auth/register', { email: 'maya@lume.example', password, name: 'Maya Lindqvist' })
    expect(answer.status).toBe(202)
    await until(async () => (await mailJobs(server.database))[0]?.state === 'retry', { what: 'the failed attempt' })
    await server.kill()
    await rm(folder)
    await passPause(server.database)
    await server.start()
    await mailOf(server, 'maya@lume.example', /Confirm/)
    await settled(server.database)
    expect(await mailsOf(server)).toHaveLength(1)
  })

  it('[S-8] [S-39] are queued without passwords and links, and finished jobs are kept for a day', async ({ server }) => {
    const client = new TestClient(server, { address: '198.51.100.22' })
    await client.post('/api/auth/register', { email: 'sam@harbor.example', password, name: 'Sam Berger' })
    const mail = await mailOf(server, 'sam@harbor.example', /Confirm/)
    const rows = await settled(server.database)
    const [secret = 'no link'] = /#token=[\w-]{43}/.exec(mail.text) ?? []
    expect(secret).toMatch(/^#token=/)
    expect(JSON.stringify(rows)).not.toContain(secret.slice(7))
    expect(JSON.stringify(rows)).not.toContain(password)
    expect(rows.map(({ kept }) => kept)).toEqual(rows.map(() => 24 * 3_600))
    expect(server.log()).not.toContain(secret.slice(7))
  })

  it('[S-5] a reset for an unknown address queues a job like one for a known address, and sends nothing', async ({ server }) => {
    const client = new TestClient(server, { address: '198.51.100.23' })
    const before = [await mailJobs(server.database), await mailsOf(server)] as const
    const answers = [await client.post('/api/v1/account/password/forgot', { email: 'nobody@lume.example' }), await client.post('/api/v1/account/password/forgot', { email: 'sam@harbor.example' })]
    const jobs = (await settled(server.database)).slice(before[0].length)
    expect(jobs.map(({ data }) => data.requestId)).toEqual(answers.map(({ meta }) => meta?.requestId))
    expect(jobs.map(({ output }) => output)).toEqual([jobs[1]?.output, jobs[1]?.output])
    expect(await mailsOf(server)).toHaveLength(before[1].length + 1)
  })

  it('[S-10] expired sessions and links are deleted every night', async ({ server }) => {
    expect(await server.database.query('SELECT name, cron, timezone FROM jobs.schedule'))
      .toContainEqual({ name: 'delete-expired-credentials', cron: '17 3 * * *', timezone: 'UTC' })
  })
})

describe('account mails on two nodes', () => {
  it('[R-001] [R-114] are each sent by one node', async ({ database, nodes }) => {
    const people = Array.from({ length: 12 }, (_, index) => ({ email: `guest.${index}@lume.example`, node: nodes[index % 2] }))
    await Promise.all(people.map(async ({ email, node }, index) => {
      if (node) await new TestClient(node, { address: `198.51.101.${index}` }).post('/api/auth/register', { email, password, name: 'Guest' })
    }))
    expect(await settled(database)).toHaveLength(people.length)
    const sent = (await Promise.all(nodes.map(mailsOf))).flat().map(({ to }) => to)
    expect(sent.toSorted()).toEqual(people.map(({ email }) => email).toSorted())
  })
})
