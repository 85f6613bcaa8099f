import { demoIsPresent } from '#server/domain/setup/demo.ts'
import { config } from '#server/infra/config.ts'

/** Sets the socket path (one build runs under any `SOCKET_IO_PATH`) and the demo flag for every page. */
export default defineNitroPlugin((nitroApp) => {
  nitroApp.hooks.hook('render:before', ({ event }) => {
    const settings = useRuntimeConfig(event).public
    settings.socketPath = config().SOCKET_IO_PATH
    settings.demo = demoIsPresent()
  })
})
