import type { OutboxStorage, StoredEntry } from '../ports.ts'

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

  const isHere = ({ id }: StoredEntry) => memory.some(entry => entry.id === id)
  const forget = (id: string) => void (memory = memory.filter(entry => entry.id !== id))

  function remember(entry: StoredEntry): void {
    memory = isHere(entry) ? memory.map(held => held.id === entry.id ? entry : held) : [...memory, entry]
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
      await storage.keepOnly(userId).catch(staysForItsOwner)
    },
    async clear() {
      memory = []
      await storage.clear().catch(staysForItsOwner)
    },
  }
}
