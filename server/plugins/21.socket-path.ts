import { config } from '#server/infra/config.ts'

/** Tells every page where the socket is: one build runs under any `SOCKET_IO_PATH`. */
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook('request', (event) => {
    // What the API reads is shared by all requests and no page; it may not be written.
    if (!event.path.startsWith('/api/')) useRuntimeConfig(event).public.socketPath = config().SOCKET_IO_PATH
  })
})
