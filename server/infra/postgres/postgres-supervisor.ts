import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Milliseconds until a crashed PostgreSQL is restarted; doubled after each failure. */
const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 10_000

/** Milliseconds that a fast shutdown may take before an immediate one is forced. */
const STOP_TIMEOUT_MS = 15_000

interface State {
  child: ChildProcess
  stopping: boolean
  restarting: Promise<void>
}

/**
 * Keeps PostgreSQL running: when it ends by itself, it is restarted.
 * @returns a function that shuts it down and resolves when the process has ended
 * @throws Error when the first start fails
 */
export async function supervise(launch: () => Promise<ChildProcess>, onCrash: (message: string) => void): Promise<() => Promise<void>> {
  const state: State = { child: await launch(), stopping: false, restarting: Promise.resolve() }
  // Last chance to stop PostgreSQL if the app exits without a shutdown.
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
      onCrash(`PostgreSQL ended unexpectedly (${signal ?? code}) and is restarted`)
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
  // The start called `unref`; now the app waits for its end.
  child.ref()
  // A fast shutdown (SIGINT) rolls open transactions back. An immediate one (SIGQUIT) needs recovery at the next start.
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS)
  await gone
  clearTimeout(timer)
}
