interface Task {
  at: number
  order: number
  run: () => void
}

/** Time that passes only when told to, in steps from one timer to the next. */
export interface VirtualClock {
  now(): number
  set(run: () => void, ms: number): () => void
  /** Lets this many milliseconds pass, with everything that happens in them. */
  pass(ms: number): Promise<void>
  /** Counts work outside of this clock: time stands still until it is over. */
  outside<Result>(work: Promise<Result>): Promise<Result>
}

/** Starts at a fixed moment, so that a seed means the same run everywhere. */
export function createClock(start = Date.UTC(2026, 10, 20, 9)): VirtualClock {
  const tasks: Task[] = []
  const open = new Set<Promise<unknown>>()
  let now = start
  let order = 0

  function set(run: () => void, ms: number): () => void {
    order += 1
    const task = { at: now + Math.max(0, ms), order, run }
    insert(tasks, task)
    return () => {
      const index = tasks.indexOf(task)
      if (index !== -1) tasks.splice(index, 1)
    }
  }

  async function pass(ms: number): Promise<void> {
    const end = now + ms
    await calm()
    for (let task = tasks[0]; task && task.at <= end; task = tasks[0]) {
      tasks.shift()
      now = task.at
      task.run()
      await calm()
    }
    now = end
  }

  /** Runs everything that follows without time: promises of the clients, and work outside. */
  async function calm(): Promise<void> {
    do {
      while (open.size > 0) await Promise.allSettled(open)
      await new Promise(resolve => setImmediate(resolve))
    } while (open.size > 0)
  }

  function outside<Result>(work: Promise<Result>): Promise<Result> {
    open.add(work)
    const done = () => void open.delete(work)
    work.then(done, done)
    return work
  }

  return { now: () => now, set, pass, outside }
}

function insert(tasks: Task[], task: Task): void {
  let index = tasks.length
  while (index > 0 && isBefore(task, tasks[index - 1])) index -= 1
  tasks.splice(index, 0, task)
}

function isBefore(one: Task, other: Task | undefined): boolean {
  return other !== undefined && (one.at < other.at || (one.at === other.at && one.order < other.order))
}
