import { describe, expect, it } from 'vitest'
import { QueueFullError } from '#server/infra/semaphore.ts'
import { isOutage } from '#server/infra/postgres/is-outage.ts'

/** As Prisma throws what it has no name for. */
function unnamed(originalCode: string) {
  return Object.assign(new Error('Database error'), { code: 'P2039', meta: { driverAdapterError: { cause: { kind: 'postgres', originalCode } } } })
}

describe('whether the database is away', () => {
  it.each([
    ['starting', unnamed('57P03')],
    ['shut down', unnamed('57P01')],
    ['full of connections', Object.assign(new Error(), { code: '53300' })],
    ['not there', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
    ['not there, as Prisma says', Object.assign(new Error(), { code: 'P1001' })],
    ['not there, as Prisma says of a raw query', Object.assign(new Error(), { code: 'P2010', meta: { driverAdapterError: { cause: { kind: 'DatabaseNotReachable' } } } })],
    ['gone within a query', new Error('Connection terminated unexpectedly')],
    ['a full queue of password hashes', new QueueFullError('the queue is full')],
    ['too slow to connect', new Error('timeout exceeded when trying to connect')],
  ])('[S-40] %s counts', (_, error) => {
    expect(isOutage(error)).toBe(true)
  })

  it.each([
    ['a mistake in a query', unnamed('42601')],
    ['a broken rule', Object.assign(new Error(), { code: 'P2002', meta: {} })],
    ['a cancelled statement', Object.assign(new Error(), { code: '57014' })],
    ['a mistake in the code', new TypeError('undefined is not a function')],
    ['nothing', undefined],
    ['a text', 'ECONNREFUSED'],
  ])('[S-40] %s does not', (_, error) => {
    expect(isOutage(error)).toBe(false)
  })
})
