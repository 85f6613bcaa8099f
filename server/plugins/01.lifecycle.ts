import { createError } from 'h3'
import { Lifecycle, lifecycle } from '#server/infra/lifecycle.ts'

/** How a process is told to end: by the system, by Ctrl-C, by a terminal that closes. */
const END_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/**
 * The parts of the server register here, in the order of their plugins' numbers; `99.start`
 * starts them. Nitro listens at once, so every request waits until all of them run.
 */
export default defineNitroPlugin((nitroApp) => {
  const life = new Lifecycle()
  lifecycle.set(life)
  nitroApp.hooks.hook('request', async (event) => {
    if (event.path.split('?')[0] === '/api/health') return
    if (!await life.ready) throw createError({ statusCode: 503, statusMessage: 'Service Unavailable' })
  })
  nitroApp.hooks.hook('close', () => life.stop())
  // Nitro waits for open connections; ours must hear of the end before that.
  for (const signal of END_SIGNALS) process.once(signal, () => void life.drain())
  // Started by a script that is gone without a word (killed): nobody could end this process later.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
})
