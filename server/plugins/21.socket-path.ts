import { config } from '#server/infra/config.ts'

/** Tells every page where the socket is: one build runs under any `SOCKET_IO_PATH`. */
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook('render:before', ({ event }) => {
    useRuntimeConfig(event).public.socketPath = config().SOCKET_IO_PATH
  })
})
