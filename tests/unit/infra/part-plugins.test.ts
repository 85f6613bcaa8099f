import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renewEpoch } from '#server/domain/sync/renew-epoch.ts'
import { config, loadConfig } from '#server/infra/config.ts'
import { closeDatabase, database, openDatabase } from '#server/infra/postgres/database.ts'
import { startPostgres } from '#server/infra/postgres/embedded-postgres.ts'
import { openJobQueue } from '#server/infra/job-queue.ts'
import { Lifecycle, lifecycle } from '#server/infra/lifecycle.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import { migrate } from '#server/infra/postgres/migrate.ts'
import { checkDatabase } from '#server/infra/postgres/check-database.ts'

const seed = vi.hoisted(() => vi.fn(async () => undefined))
vi.mock('~~/prisma/seed.ts', () => ({ default: seed }))
vi.mock('#server/infra/postgres/embedded-postgres.ts', () => ({ startPostgres: vi.fn() }))
vi.mock('#server/infra/postgres/check-database.ts', () => ({ checkDatabase: vi.fn() }))
vi.mock('#server/infra/secrets.ts', () => ({ readSecrets: async () => ({ postgresPassword: 'tide' }) }))
vi.mock('#server/infra/postgres/migrate.ts', () => ({ migrate: vi.fn() }))
vi.mock('#server/infra/postgres/database.ts', () => ({ openDatabase: vi.fn(), closeDatabase: vi.fn(), database: vi.fn(), pool: vi.fn() }))
vi.mock('#server/domain/sync/renew-epoch.ts', () => ({ renewEpoch: vi.fn(async () => false) }))
vi.mock('#server/infra/job-queue.ts', async original => ({ ...await original<typeof import('#server/infra/job-queue.ts')>(), openJobQueue: vi.fn() }))
vi.mock('#server/jobs/handlers.ts', () => ({ attempts: {}, jobKinds: [] }))

describe('the parts of the server', () => {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const stop = vi.fn(async () => undefined)
  beforeEach(() => {
    vi.clearAllMocks()
    vi.stubGlobal('defineNitroPlugin', (plugin: () => void) => plugin)
    lifecycle.set(new Lifecycle())
    logger.set(Object.assign(createLogger('silent'), log))
    vi.mocked(migrate).mockResolvedValue([])
    vi.mocked(startPostgres).mockResolvedValue({ url: 'postgresql://embedded', stop, destroy: stop })
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    for (const bound of [lifecycle, logger, config]) bound.clear()
  })
  const add = async (load: () => Promise<{ default: unknown }>) => ((await load()).default as () => void)()

  describe('the database', () => {
    async function start(env: Record<string, string>, people: number) {
      config.set(loadConfig(env))
      vi.mocked(database).mockReturnValue({ user: { count: async () => people }, installation: { count: async () => 0 } } as never)
      await add(() => import('../../../server/plugins/03.database.ts'))
      await lifecycle().start()
    }

    it('is the embedded one with the demo world in it, which is planted once', async () => {
      await start({}, 0)
      expect([vi.mocked(openDatabase).mock.calls[0]?.[0], seed.mock.calls.length]).toEqual(['postgresql://embedded', 1])
      await lifecycle().stop()
      expect([stop, vi.mocked(closeDatabase)].map(done => done.mock.calls.length)).toEqual([1, 1])
      lifecycle.set(new Lifecycle())
      await start({}, 3)
      expect(seed).toHaveBeenCalledOnce()
    })

    it('is the operator\'s where there is one: none is started, and nothing is planted', async () => {
      vi.mocked(migrate).mockResolvedValue(['20261121000000_messaging'])
      await start({ DATABASE_URL: 'postgresql://parley@db.internal:5432/parley', JWT_SECRET: 'v9RkX2mQ7tLpZ4wN8sBd1cFh6jYg3aEu' }, 0)
      expect([startPostgres, seed, checkDatabase].map(done => vi.mocked(done).mock.calls.length)).toEqual([0, 0, 1])
      expect(log.info).toHaveBeenCalledWith({ applied: ['20261121000000_messaging'] }, 'migrations applied')
    })

    it('[D6.4] says when it was restored from elsewhere', async () => {
      vi.mocked(renewEpoch).mockResolvedValueOnce(true)
      await start({}, 3)
      expect(log.warn.mock.lastCall?.[0]).toContain('every client loads its data again')
    })

    it('says what happens to it later: a crash, and a connection that is lost', async () => {
      await start({}, 3)
      vi.mocked(startPostgres).mock.lastCall?.[0].onCrash?.('PostgreSQL ended by itself')
      vi.mocked(openDatabase).mock.lastCall?.[1](new Error('reset'))
      expect([log.error.mock.lastCall?.[0], log.warn.mock.lastCall?.[1]]).toEqual(['PostgreSQL ended by itself', 'idle database connection lost'])
    })
  })

  describe('the jobs', () => {
    const queue = { send: vi.fn(), wake: vi.fn(), work: vi.fn(), drain: vi.fn(), stop: vi.fn() }
    beforeEach(async () => {
      vi.mocked(openJobQueue).mockResolvedValue(queue)
      queue.work.mockResolvedValue(undefined)
      await add(() => import('../../../server/plugins/07.jobs.ts'))
    })

    it('begin when every part runs', async () => {
      lifecycle().add('sockets', async () => {
        expect(queue.work).not.toHaveBeenCalled()
        return undefined
      })
      await lifecycle().start()
      expect(queue.work).toHaveBeenCalledOnce()
      await lifecycle().stop()
      expect([queue.drain, queue.stop].map(done => done.mock.calls.length)).toEqual([1, 1])
    })

    it('do not begin on a server that cannot start', async () => {
      lifecycle().add('sockets', () => Promise.reject(new Error('the port is taken')))
      await expect(lifecycle().start()).rejects.toThrow('the port is taken')
      expect(queue.work).not.toHaveBeenCalled()
    })

    it('that cannot start are logged, and the rest runs', async () => {
      queue.work.mockRejectedValue(new Error('no such queue'))
      await lifecycle().start()
      await vi.waitFor(() => expect(log.error).toHaveBeenCalledWith({ err: expect.objectContaining({ message: 'no such queue' }) }, 'this node runs no jobs'))
      expect(lifecycle().state).toBe('ready')
    })
  })
})
