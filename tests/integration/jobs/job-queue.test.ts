import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it as base } from 'vitest'
import { enqueue, wake } from '#server/domain/jobs/enqueue.ts'
import { closeDatabase, database as prisma, openDatabase } from '#server/infra/postgres/database.ts'
import { jobQueue } from '#server/infra/job-queue.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import { createDatabase } from '../../helpers/test-database.ts'
import { until } from '../../helpers/until.ts'
import type { Carrier, Node } from '../mail/post-office.ts'
import { jobsIn, letter, openNode, passHour, passPause } from '../mail/post-office.ts'

const requestId = 'request-of-maya'

const lines: { level: number, msg: string, requestId?: string }[] = []

const failed = () => lines.filter(({ msg }) => msg.startsWith('job failed'))
const givenUp = () => lines.filter(({ msg }) => msg === 'job given up')

const it = base
  .extend('database', async () => {
    const database = await createDatabase()
    openDatabase(database.url, error => error)
    lines.length = 0
    return database
  })
  .extend('nodes', { auto: true }, async ({ database }, { onCleanup }) => {
    const nodes: Node[] = []
    onCleanup(async () => {
      await Promise.all(nodes.map(node => node.close()))
      jobQueue.clear()
      await closeDatabase()
      await database.drop()
    })
    return nodes
  })
  /** Starts a node with this job handler. The first node enqueues the jobs. */
  .extend('start', ({ database, nodes }) => async (carry: Carrier, url = database.url): Promise<Node> => {
    const node = await openNode(url, carry)
    if (nodes.length === 0) jobQueue.set(node.queue)
    nodes.push(node)
    return node
  })
  /** Creates a role that may only read and write rows, and returns its URL of the same database. */
  .extend('limitedRole', ({ database }) => async (): Promise<string> => {
    const url = new URL(database.url)
    const role = `${url.pathname.slice(1)}_limited`
    await database.query(`CREATE ROLE ${role} LOGIN PASSWORD 'harbour'`)
    await database.query(`GRANT USAGE ON SCHEMA jobs TO ${role}`)
    await database.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs TO ${role}`)
    Object.assign(url, { username: role, password: 'harbour' })
    // In one transaction, so that a failure also resets the role.
    await expect(database.query(`SET ROLE ${role}; CREATE SCHEMA attempt`)).rejects.toThrow('permission denied')
    return url.href
  })

beforeAll(() => {
  const destination = new Writable({
    write(line: Buffer, _encoding, done) {
      lines.push(JSON.parse(line.toString()) as (typeof lines)[number])
      done()
    },
  })
  logger.set(createLogger('debug', {}, destination))
})

afterAll(() => {
  logger.clear()
})

describe('the job queue', () => {
  it('[R-114] retries a failed job with growing pauses and keeps a job that failed finally', async ({ database, start }) => {
    const { queue } = await start(() => Promise.reject(new Error('The mail server is away')))
    await enqueue(letter, { to: 'Maya' }, { requestId })
    const pauses: number[] = []
    while (pauses.length < letter.policy.retries) {
      await until(() => failed().length > pauses.length, { what: 'a failed attempt' })
      const job = await until(async () => (await jobsIn(database, letter.name)).find(({ state }) => state === 'retry'), { what: 'the pause' })
      pauses.push(job.pause)
      await passPause(database)
      queue.wake(letter.name)
    }
    expect(pauses[0]).toBeGreaterThanOrEqual(letter.policy.firstPause / 2)
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other))
    await until(() => givenUp().length > 0, { what: 'the job to be given up' })
    expect(givenUp()).toEqual([expect.objectContaining({ level: 50, requestId })])
    const kept = await until(async () => (await jobsIn(database, 'given-up'))[0], { what: 'the job that was given up' })
    expect(kept.data).toEqual({ payload: { to: 'Maya' }, requestId })
  })

  it('[S-39] logs a job with the id of its request, without the payload', async ({ start }) => {
    await start(() => Promise.resolve())
    await enqueue(letter, { to: 'canary@lume.example' }, { requestId })
    const done = await until(() => lines.find(({ msg }) => msg === 'job done'), { what: 'the log line' })
    expect(done).toMatchObject({ job: letter.name, requestId, attempt: 1 })
    expect(JSON.stringify(lines)).not.toContain('canary')
  })

  it('[R-114] one failing job does not delay the others of its batch', async ({ start }) => {
    const carried: string[] = []
    const { queue } = await start(async ({ to }) => {
      if (to === 'nowhere') throw new Error('No such place')
      carried.push(to)
    })
    await prisma().$transaction(async (transaction) => {
      for (const to of ['Maya', 'nowhere', 'Sam']) await enqueue(letter, { to }, { requestId, transaction })
    })
    queue.wake(letter.name)
    await until(() => carried.length === 2 && failed().length === 1, { what: 'three attempts' })
    expect(carried.toSorted()).toEqual(['Maya', 'Sam'])
  })

  it('[T-25] a finished job is recorded while a slower one of its batch still runs', async ({ database, start }) => {
    const slow = Promise.withResolvers<undefined>()
    const { queue } = await start(({ to }) => to === 'far away' ? slow.promise : Promise.resolve())
    await prisma().$transaction(async (transaction) => {
      for (const to of ['Maya', 'far away']) await enqueue(letter, { to }, { requestId, transaction })
    })
    queue.wake(letter.name)
    const states = () => jobsIn(database, letter.name).then(rows => rows.map(({ state }) => state).sort())
    await until(async () => (await states()).join() === 'active,completed', { what: 'one done, one running' })
    slow.resolve(undefined)
    await until(async () => (await states()).join() === 'completed,completed', { what: 'both done' })
    expect(lines.filter(({ level }) => level >= 40)).toEqual([])
  })

  it('[T-25] a job exists exactly if its transaction commits', async ({ database, start }) => {
    const carried: string[] = []
    await start(async ({ to }) => void carried.push(to))
    const send = (to: string, fails: boolean) => prisma().$transaction(async (transaction) => {
      await enqueue(letter, { to }, { requestId, transaction })
      if (fails) throw new Error('rolled back')
    })
    await expect(send('Otto', true)).rejects.toThrow('rolled back')
    await send('Maya', false)
    wake(letter)
    await until(() => carried.length > 0, { what: 'the letter' })
    expect((await jobsIn(database, letter.name)).map(({ data }) => data.payload.to)).toEqual(['Maya'])
  })

  it('[R-114] two nodes run each job once', async ({ database, start }) => {
    const carried: string[] = []
    const carry: Carrier = async ({ to }) => void carried.push(to)
    const both = await Promise.all([start(carry), start(carry)])
    const names = Array.from({ length: 60 }, (_, index) => `person ${index}`)
    await Promise.all(names.map(async (to) => {
      await enqueue(letter, { to }, { requestId })
      for (const { queue } of both) queue.wake(letter.name)
    }))
    await until(async () => (await jobsIn(database, letter.name)).every(({ state }) => state === 'completed'), { what: 'all letters' })
    expect(carried.toSorted()).toEqual(names.toSorted())
  })

  it('[T-25] the jobs of a killed node are run by the next node', async ({ database, start }) => {
    const carried: string[] = []
    const stuck = Promise.withResolvers<undefined>()
    await start(async ({ to }) => {
      carried.push(`first: ${to}`)
      await stuck.promise
    })
    await enqueue(letter, { to: 'Maya' }, { requestId })
    await until(() => carried.length === 1, { what: 'the first attempt' })
    await passHour(database)
    const second = await start(async ({ to }) => void carried.push(`second: ${to}`))
    await until(async () => {
      await passPause(database)
      second.queue.wake(letter.name)
      return carried.length === 2
    }, { what: 'the second attempt' })
    stuck.resolve(undefined)
    expect(carried).toEqual(['first: Maya', 'second: Maya'])
  })

  it('[R-114] a stopping node finishes its running jobs and starts no others', async ({ database, start }) => {
    const [begun, release] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    const carried: string[] = []
    const { queue } = await start(async ({ to }) => {
      begun.resolve(undefined)
      await release.promise
      carried.push(to)
    })
    await enqueue(letter, { to: 'Maya' }, { requestId })
    await begun.promise
    await queue.drain()
    await enqueue(letter, { to: 'Sam' }, { requestId })
    release.resolve(undefined)
    await queue.stop()
    expect(carried).toEqual(['Maya'])
    expect((await jobsIn(database, letter.name)).map(({ state }) => state)).toEqual(['completed', 'created'])
  })

  it('[R-164] starts again with a database role that cannot create a schema', async ({ nodes, start, limitedRole }) => {
    const first = await start(() => Promise.resolve())
    await first.close()
    nodes.length = 0
    const url = await limitedRole()
    const carried: string[] = []
    await start(async ({ to }) => void carried.push(to), url)
    await enqueue(letter, { to: 'Maya' }, { requestId })
    await until(() => carried.length === 1, { what: 'the letter' })
  })
})
