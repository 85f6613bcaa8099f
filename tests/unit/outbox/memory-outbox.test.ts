import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createIndexedOutbox } from '#client/outbox/indexed-outbox.ts'
import { createOutbox } from '#client/outbox/outbox.ts'
import { withMemory } from '#client/outbox/memory-outbox.ts'
import type { OutboxStorage, StoredEntry } from '#client/ports.ts'
import { maya, message, openShop, sam, shop } from '../../helpers/bakery.ts'
import { createScene, fail, refused } from '../../helpers/vue/scene.ts'

const entry = (id: string, userId = maya): StoredEntry => ({ id, conversationId: shop, body: id, createdAt: message(1).createdAt, state: 'waiting', userId })
const full = () => Promise.reject(new DOMException('The disk is full', 'QuotaExceededError'))
const idsOf = async (storage: OutboxStorage, userId = maya) => (await storage.listOf(userId)).map(({ id }) => id)

/** A device that keeps what it has and takes nothing more. */
function openFullDevice(kept: readonly StoredEntry[]): OutboxStorage {
  return withMemory({ add: full, update: full, remove: full, listOf: async userId => kept.filter(entry => entry.userId === userId), keepOnly: full, clear: full })
}

describe('an outbox on a device that keeps nothing', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[E-07] [R-055] shows every message, sends it once and in order, and keeps its failure', async () => {
    const sent: string[] = []
    const scene = createScene({ sendMessage: ({ body }) => {
      if (body.id === 'two') return fail(refused('forbidden'))
      sent.push(String(body.id))
      return message(sent.length, { id: String(body.id), authorId: maya })
    } })
    const { store, outboxStore } = openShop(0)
    let online = false
    const outbox = createOutbox({ store, outboxStore, ...scene, storage: openFullDevice([entry('kept')]), lock: (_name, work) => work(), isOnline: () => online })
    await outbox.restore()
    for (const id of ['one', 'two', 'three']) await outbox.add({ id, conversationId: shop, body: id })
    await outbox.flush()
    expect(outboxStore.entries.map(({ id, state }) => [id, state])).toEqual(['kept', 'one', 'two', 'three'].map(id => [id, 'waiting']))
    online = true
    await outbox.flush()
    expect([sent, outboxStore.entries.map(({ id, state }) => [id, state])]).toEqual([['kept', 'one', 'three'], [['two', 'failed']]])
  })

  it('[S-25] deletes the entries of other users, and all entries at sign-out', async () => {
    const storage = openFullDevice([])
    for (const one of [entry('mine'), entry('theirs', sam)]) await storage.add(one)
    await storage.keepOnly(maya)
    expect([await idsOf(storage), await idsOf(storage, sam)]).toEqual([['mine'], []])
    await storage.clear()
    expect(await idsOf(storage)).toEqual([])
  })

  it('a message that is written again is there once, and may be sent', async () => {
    const storage = openFullDevice([entry('again')])
    await storage.remove('again')
    expect(await idsOf(storage)).toEqual([])
    await storage.add(entry('again'))
    await storage.add({ ...entry('again'), state: 'failed' })
    expect((await storage.listOf(maya)).map(({ state }) => state)).toEqual(['failed'])
  })

  it('is the database again as soon as that can be opened', async () => {
    const open = vi.fn(() => {
      throw new DOMException('No access', 'InvalidStateError')
    })
    vi.stubGlobal('indexedDB', { open })
    const storage = createIndexedOutbox('late')
    await expect(storage.add(entry('one'))).rejects.toThrow('No access')
    vi.stubGlobal('indexedDB', new IDBFactory())
    await storage.add(entry('two'))
    expect(await idsOf(storage)).toEqual(['two'])
    await storage.close()
  })
})
