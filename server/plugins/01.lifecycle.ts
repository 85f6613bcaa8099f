import { Lifecycle, lifecycle } from '#server/infra/lifecycle.ts'

/**
 * The parts of the server register here, in the order of their plugins' numbers; `99.start`
 * starts them. Nitro listens at once, so every request waits until all of them run.
 */
export default defineNitroPlugin((nitroApp) => {
  const life = new Lifecycle()
  lifecycle.set(life)
  nitroApp.hooks.hook('request', async (event) => {
    if (event.path !== '/api/health') await life.ready
  })
  nitroApp.hooks.hook('close', () => life.stop())
  // Nitro waits for open connections; ours must hear of the end before that.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void life.drain())
})
