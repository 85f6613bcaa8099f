import type { Lock, OutboxStorage, StoredEntry } from '#client/ports.ts'

/** What survives a reload: the storage of one browser, shared by its tabs, and its locks. */
export interface SimulatedBrowser {
  readonly userId: string
  readonly storage: OutboxStorage
  /** Ids in the order in which the storage took them; a retried one counts from its retry. */
  accepted(): string[]
  /** A lock for one tab; whatever the tab holds is free when the tab is gone. */
  lockFor(tab: object): Lock
  release(tab: object): void
}

export function createBrowser(userId: string): SimulatedBrowser {
  let entries: StoredEntry[] = []
  let accepted: string[] = []
  const locks = createLocks()

  const storage: OutboxStorage = {
    add: async (entry) => {
      entries = [...entries.filter(({ id }) => id !== entry.id), structuredClone(entry)]
      accepted = [...accepted.filter(id => id !== entry.id), entry.id]
    },
    update: async (entry) => {
      entries = entries.map(known => known.id === entry.id ? structuredClone(entry) : known)
    },
    remove: async (id) => {
      entries = entries.filter(entry => entry.id !== id)
    },
    listOf: async owner => structuredClone(entries.filter(entry => entry.userId === owner)),
    keepOnly: async (owner) => {
      entries = entries.filter(entry => entry.userId === owner)
    },
    clear: async () => {
      entries = []
    },
  }
  return { userId, storage, accepted: () => accepted, lockFor: locks.lockFor, release: locks.release }
}

interface Waiter {
  tab: object
  begin: () => void
}

/** Web Locks of one name: first come, first served, and a closed tab holds nothing. */
function createLocks() {
  let holder: object | undefined
  let queue: Waiter[] = []

  function next(): void {
    const waiter = queue.shift()
    holder = waiter?.tab
    waiter?.begin()
  }

  async function hold(tab: object, work: () => Promise<void>): Promise<void> {
    await new Promise<void>((begin) => {
      queue.push({ tab, begin })
      if (!holder) next()
    })
    try {
      await work()
    }
    finally {
      if (holder === tab) next()
    }
  }

  function release(tab: object): void {
    queue = queue.filter(waiter => waiter.tab !== tab)
    if (holder === tab) next()
  }

  return { lockFor: (tab: object): Lock => (_name, work) => hold(tab, work), release }
}
