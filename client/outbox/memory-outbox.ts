import type { OutboxStorage, StoredEntry } from '../ports.ts'

/** A device that cannot write cannot delete either. Remaining entries are listed for their author only. */
const keptForAuthor = () => undefined

/**
 * Falls back to memory when the device cannot store an entry: its disk is full, or a private window
 * has no database. Such entries are sent as usual; only a reload loses them.
 */
export function withMemory(storage: OutboxStorage): OutboxStorage {
  let memory: StoredEntry[] = []
  /** Sent or discarded entries that could not be deleted. This page never posts them again. */
  const gone = new Set<string>()

  const isHere = ({ id }: StoredEntry) => memory.some(entry => entry.id === id)
  const forget = (id: string) => void (memory = memory.filter(entry => entry.id !== id))

  function remember(entry: StoredEntry): void {
    memory = isHere(entry) ? memory.map(stored => stored.id === entry.id ? entry : stored) : [...memory, entry]
  }

  return {
    async add(entry) {
      forget(entry.id)
      gone.delete(entry.id)
      await storage.add(entry).catch(() => remember(entry))
    },
    async update(entry) {
      if (isHere(entry)) remember(entry)
      else await storage.update(entry).catch(() => remember(entry))
    },
    async remove(id) {
      forget(id)
      await storage.remove(id).catch(() => gone.add(id))
    },
    async listOf(userId) {
      const kept = await storage.listOf(userId).catch(() => [])
      return [...kept.filter(entry => !gone.has(entry.id) && !isHere(entry)), ...memory.filter(entry => entry.userId === userId)]
    },
    async keepOnly(userId) {
      memory = memory.filter(entry => entry.userId === userId)
      await storage.keepOnly(userId).catch(keptForAuthor)
    },
    async clear() {
      memory = []
      await storage.clear().catch(keptForAuthor)
    },
  }
}
