import type { OutboxStorage, StoredEntry } from './ports.ts'

/** A device that cannot write cannot forget either. What stays is never listed for anybody but its owner. */
const staysForItsOwner = () => undefined

/**
 * The outbox of a device that may be unable to keep anything (it is full, or a private window has
 * no database). What cannot be kept stays in memory and goes out all the same; only a reload loses it.
 */
export function withMemory(storage: OutboxStorage): OutboxStorage {
  let memory: StoredEntry[] = []
  /** Sent or discarded, and still there: never to be posted again by this page. */
  const gone = new Set<string>()

  const forget = (id: string) => void (memory = memory.filter(entry => entry.id !== id))

  function remember(entry: StoredEntry): void {
    const index = memory.findIndex(({ id }) => id === entry.id)
    memory = index < 0 ? [...memory, entry] : memory.with(index, entry)
  }

  return {
    async add(entry) {
      forget(entry.id)
      gone.delete(entry.id)
      await storage.add(entry).catch(() => remember(entry))
    },
    async update(entry) {
      if (memory.some(({ id }) => id === entry.id)) remember(entry)
      else await storage.update(entry).catch(() => remember(entry))
    },
    async remove(id) {
      forget(id)
      await storage.remove(id).catch(() => gone.add(id))
    },
    async listOf(userId) {
      const kept = await storage.listOf(userId).catch(() => [])
      const isReplaced = ({ id }: StoredEntry) => gone.has(id) || memory.some(entry => entry.id === id)
      return [...kept.filter(entry => !isReplaced(entry)), ...memory.filter(entry => entry.userId === userId)]
    },
    async keepOnly(userId) {
      memory = memory.filter(entry => entry.userId === userId)
      await storage.keepOnly(userId).catch(staysForItsOwner)
    },
    async clear() {
      memory = []
      await storage.clear().catch(staysForItsOwner)
    },
  }
}
