import { createError } from 'h3'
import { Lifecycle, lifecycle } from '#server/infra/lifecycle.ts'

/** Signals that end the process: from the system, Ctrl-C, and a closed terminal. */
const END_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/**
 * Plugins register their parts of the server here, in the order of their numbers. `99.start` starts
 * them. Nitro listens at once, so requests wait until all parts run.
 */
export default defineNitroPlugin((nitroApp) => {
  const life = new Lifecycle()
  lifecycle.set(life)
  nitroApp.hooks.hook('request', async (event) => {
    if (event.path.split('?')[0] === '/api/health') return
    if (!await life.ready) throw createError({ statusCode: 503, statusMessage: 'Service Unavailable' })
  })
  nitroApp.hooks.hook('close', () => life.stop())
  // On a signal, sockets close first: Nitro waits for open connections.
  for (const signal of END_SIGNALS) process.once(signal, () => void life.drain())
  // The script that started this process was killed: end too, since nothing else would end it.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
})
