import { demoIsPresent } from '#server/domain/setup/demo.ts'
import { config } from '#server/infra/config.ts'

/** Tells every page where the socket is, since one build runs under any `SOCKET_IO_PATH`, and whether there is a demo. */
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook('render:before', ({ event }) => {
    const settings = useRuntimeConfig(event).public
    settings.socketPath = config().SOCKET_IO_PATH
    settings.demo = demoIsPresent()
  })
})
