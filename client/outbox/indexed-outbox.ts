import type { DBSchema, IDBPDatabase } from 'idb'
import { openDB } from 'idb'
import type { OutboxStorage, StoredEntry } from '../ports.ts'

/** The database assigns `order`. It grows with every entry and does not depend on a clock. */
interface OutboxSchema extends DBSchema {
  entries: {
    key: number
    value: StoredEntry & { order?: number }
    indexes: { id: string, userId: string }
  }
}

/** The outbox in IndexedDB, shared by all tabs of this browser. */
export function createIndexedOutbox(name = 'parley-outbox'): OutboxStorage & { close: () => Promise<void> } {
  let opened: Promise<IDBPDatabase<OutboxSchema>> | undefined

  /** A failed attempt to open is repeated by the next call. */
  function database(): Promise<IDBPDatabase<OutboxSchema>> {
    opened ??= openDB<OutboxSchema>(name, 1, {
      upgrade(fresh) {
        const entries = fresh.createObjectStore('entries', { keyPath: 'order', autoIncrement: true })
        entries.createIndex('id', 'id', { unique: true })
        entries.createIndex('userId', 'userId')
      },
    }).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }

  async function remove(id: string): Promise<void> {
    const transaction = (await database()).transaction('entries', 'readwrite')
    const order = await transaction.store.index('id').getKey(id)
    if (order !== undefined) await transaction.store.delete(order)
    await transaction.done
  }

  return {
    async add(entry) {
      await remove(entry.id)
      await (await database()).add('entries', { ...entry })
    },
    async update(entry) {
      const transaction = (await database()).transaction('entries', 'readwrite')
      const order = await transaction.store.index('id').getKey(entry.id)
      if (order !== undefined) await transaction.store.put({ ...entry, order })
      await transaction.done
    },
    remove,
    async listOf(userId) {
      // The index sorts equal keys by the primary key, which is the order of sending.
      return (await database()).getAllFromIndex('entries', 'userId', userId)
    },
    async keepOnly(userId) {
      const transaction = (await database()).transaction('entries', 'readwrite')
      for await (const cursor of transaction.store) {
        if (cursor.value.userId !== userId) await cursor.delete()
      }
      await transaction.done
    },
    async clear() {
      await (await database()).clear('entries')
    },
    close: async () => (await opened)?.close(),
  }
}
