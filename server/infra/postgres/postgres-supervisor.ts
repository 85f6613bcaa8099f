import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Milliseconds until a crashed PostgreSQL is started again; doubled after each failure. */
const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 10_000

/** Milliseconds until a PostgreSQL that does not end in order is ended at once. */
const STOP_PATIENCE_MS = 15_000

interface State {
  child: ChildProcess
  stopping: boolean
  restarting: Promise<void>
}

/**
 * Keeps a PostgreSQL running: when it ends by itself, it is started again.
 * @returns what ends it in order and resolves when the process is gone
 * @throws Error when the first start fails
 */
export async function supervise(launch: () => Promise<ChildProcess>, onCrash: (message: string) => void): Promise<() => Promise<void>> {
  const state: State = { child: await launch(), stopping: false, restarting: Promise.resolve() }
  // Should the app end without ending it, this is the last occasion.
  const endWithApp = () => state.child.kill('SIGINT')
  process.once('exit', endWithApp)
  watch()
  return async () => {
    state.stopping = true
    await state.restarting
    await end(state.child)
    process.off('exit', endWithApp)
  }

  function watch(): void {
    state.child.once('exit', (code, signal) => {
      if (state.stopping) return
      onCrash(`PostgreSQL ended by itself (${signal ?? code}) and is started again`)
      state.restarting = restart()
    })
  }

  async function restart(): Promise<void> {
    for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      await new Promise(resolve => setTimeout(resolve, delay))
      if (state.stopping) return
      try {
        state.child = await launch()
        return watch()
      }
      catch (error) {
        onCrash(error instanceof Error ? error.message : String(error))
      }
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  // It was detached at its start; from now on its end is awaited.
  child.ref()
  // "Fast shutdown": it rolls open transactions back. The "immediate" one recovers at the next start.
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_PATIENCE_MS)
  await gone
  clearTimeout(timer)
}
