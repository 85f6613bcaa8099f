import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createIndexedOutbox } from '#client/outbox/indexed-outbox.ts'
import type { StoredEntry } from '#client/ports.ts'
import { maya, sam, shop } from '../../helpers/bakery.ts'

const entry = (id: string, userId = maya): StoredEntry =>
  ({ id, userId, conversationId: shop, body: `text of ${id}`, createdAt: '2026-11-20T09:00:00.000Z', state: 'waiting' })

describe('the outbox in IndexedDB', () => {
  let outbox = createIndexedOutbox()
  const idsOf = async (userId: string) => (await outbox.listOf(userId)).map(({ id }) => id)

  beforeEach(() => {
    outbox = createIndexedOutbox()
  })
  afterEach(async () => {
    await outbox.clear()
    await outbox.close()
  })

  it('[R-055] gives entries back after a reload, in the order in which they were added, each to its person', async () => {
    for (const id of ['z', 'a', 'm']) await outbox.add(entry(id))
    await outbox.add(entry('of Sam', sam))
    await outbox.close()
    outbox = createIndexedOutbox()
    expect(await idsOf(maya)).toEqual(['z', 'a', 'm'])
    expect(await outbox.listOf(sam)).toMatchObject([entry('of Sam', sam)])
  })

  it('moves an entry to the end when it is added again, and leaves it in its place when it is updated', async () => {
    for (const id of ['one', 'two']) await outbox.add(entry(id))
    await outbox.update({ ...entry('one'), state: 'failed', error: 'not_found' })
    expect(await outbox.listOf(maya)).toMatchObject([{ id: 'one', state: 'failed', error: 'not_found' }, { id: 'two' }])
    await outbox.add(entry('one'))
    expect(await outbox.listOf(maya)).toMatchObject([{ id: 'two' }, { id: 'one', state: 'waiting' }])
  })

  it('does nothing to an entry that is gone', async () => {
    await outbox.add(entry('one'))
    await outbox.remove('one')
    await outbox.remove('one')
    await outbox.update(entry('one'))
    expect(await idsOf(maya)).toEqual([])
  })

  it('[S-25] deletes the entries of other users', async () => {
    await outbox.add(entry('of Maya'))
    await outbox.add(entry('of Sam', sam))
    await outbox.keepOnly(sam)
    expect([await idsOf(maya), await idsOf(sam)]).toEqual([[], ['of Sam']])
    await outbox.clear()
    expect(await idsOf(sam)).toEqual([])
  })
})
