import { afterEach, describe, expect, it, vi } from 'vitest'
import { checkDatabase } from '#server/infra/postgres/check-database.ts'

const connection = vi.hoisted(() => ({ connect: vi.fn<() => Promise<void>>(), rows: [] as object[] }))
vi.mock('pg', () => ({
  Client: class {
    connect = connection.connect
    query = async () => ({ rows: connection.rows })
    end = async () => undefined
  },
}))

const check = (...rows: object[]) => {
  connection.rows = rows
  return checkDatabase('postgresql://parley:a-password@db.example/parley')
}

describe('the operator\'s database before the start', () => {
  afterEach(() => connection.connect.mockReset())

  it('[R-188] is taken from version 15 on, in UTF-8 only', async () => {
    await expect(check({ version: 150_000, encoding: 'UTF8' })).resolves.toBeUndefined()
    await expect(check({ version: 149_999, encoding: 'UTF8' })).rejects.toThrow('older than version 15')
    await expect(check({ version: 170_000, encoding: 'LATIN1' })).rejects.toThrow('the encoding LATIN1; UTF8 is needed')
    await expect(check()).rejects.toThrow('older than version 15')
  })

  it.each([
    ['of a refused connection', new Error('password authentication failed'), 'password authentication failed'],
    ['of the first address, where several were tried', new AggregateError([new Error('connect ECONNREFUSED ::1:5432'), new Error('timeout')]), 'connect ECONNREFUSED ::1:5432'],
    ['that is no error', 'gone', 'gone'],
  ])('[R-188] that does not answer is said with the reason %s, and never with its address', async (_, thrown, reason) => {
    connection.connect.mockRejectedValueOnce(thrown)
    const error: unknown = await check().catch((error: unknown) => error)
    expect(error).toHaveProperty('message', `The database of DATABASE_URL cannot be reached (${reason}).`)
  })
})
